import { Language } from '../../shared/language.ts';
import { wordPattern } from '../word-pattern.ts';

const english: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const indonesian: Record<string, number> = {
  satu: 1,
  dua: 2,
  tiga: 3,
  empat: 4,
  lima: 5,
  enam: 6,
  tujuh: 7,
  delapan: 8,
  sembilan: 9,
  sepuluh: 10,
  sebelas: 11,
};
const italian: Record<string, number> = {
  un: 1,
  uno: 1,
  una: 1,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
  sei: 6,
  sette: 7,
  otto: 8,
  nove: 9,
  dieci: 10,
  undici: 11,
  dodici: 12,
  tredici: 13,
  quattordici: 14,
  quindici: 15,
  sedici: 16,
  diciassette: 17,
  diciotto: 18,
  diciannove: 19,
};
const italianTens = [
  ['vent', 20],
  ['trent', 30],
  ['quarant', 40],
  ['cinquant', 50],
  ['sessant', 60],
  ['settant', 70],
  ['ottant', 80],
  ['novant', 90],
] as const;

/** Italian writes a number below a million as one word: dodicimilacinquecento. */
function italianValue(word: string): number | null {
  if (word === '') return 0;
  const plain = italian[word === 'tré' ? 'tre' : word];
  if (plain !== undefined) return plain;
  const thousands = /^(?:mille|(.+?)mila)(.*)$/.exec(word);
  if (thousands !== null) return sumOf(thousands[1] ?? 'uno', 1_000, thousands[2] ?? '');
  const hundreds = /^(due|tre|quattro|cinque|sei|sette|otto|nove)?cent(?:o(?!tt))?(.*)$/.exec(word);
  if (hundreds !== null) return sumOf(hundreds[1] ?? 'uno', 100, hundreds[2] ?? '');
  const tens = italianTens.find(([stem]) => word.startsWith(stem));
  if (tens === undefined) return null;
  const rest = word.slice(tens[0].length);
  if (!/^(?:[ai]|[ai]?(?:uno|due|tre|tré|quattro|cinque|sei|sette|otto|nove)|un)$/.test(rest)) return null;
  return sumOf('uno', tens[1], rest.replace(/^[ai]/, ''));
}

function sumOf(factor: string, unit: number, rest: string): number | null {
  const times = italianValue(factor);
  const more = italianValue(rest);
  return times === null || more === null ? null : times * unit + more;
}

const scales: Record<Language, Record<string, number>> = {
  EN: { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 },
  ID: { ribu: 1e3, juta: 1e6, miliar: 1e9, milyar: 1e9, triliun: 1e12 },
  IT: { milione: 1e6, milioni: 1e6, miliardo: 1e9, miliardi: 1e9 },
};

type Step = { add: number } | { times: number } | { scale: number } | 'TEN' | 'TEEN' | 'HALF';

/** What a word does to the number being said; null when it is no number word of the language. */
function stepOf(word: string, language: Language): Step | null {
  const scale = scales[language][word];
  if (scale !== undefined) return { scale };
  if (language === Language.EN) {
    if (word === 'hundred') return { times: 100 };
    if (word === 'half') return 'HALF';
    const value = english[word];
    return value === undefined ? null : { add: value };
  }
  if (language === Language.ID) {
    const one = /^se(ratus|ribu|juta|miliar|milyar|triliun)$/.exec(word)?.[1];
    if (one === 'ratus') return { add: 100 };
    if (one !== undefined) return { scale: scales.ID[one] ?? 1 };
    if (word === 'ratus') return { times: 100 };
    if (word === 'puluh') return 'TEN';
    if (word === 'belas') return 'TEEN';
    if (word === 'setengah') return 'HALF';
    const value = indonesian[word];
    return value === undefined ? null : { add: value };
  }
  if (word === 'mezzo' || word === 'mezza') return 'HALF';
  const value = italianValue(word);
  return value === null ? null : { add: value };
}

/** Whether a word can be part of a number said in words. */
export function isNumberWord(word: string, language: Language): boolean {
  return word.split('-').some((part) => stepOf(part.toLowerCase(), language) !== null);
}

/** @returns the value of words such as "dua", "belas", "juta"; null when they make no number */
function saidValue(words: readonly string[], language: Language): number | null {
  let total = 0;
  let group = 0;
  let last = 0;
  let scaled = 0;
  for (const word of words) {
    const step = stepOf(word, language);
    if (step === null) continue;
    if (step === 'HALF') {
      if (group === 0 && scaled > 0) total += scaled / 2;
      else group += 0.5;
    } else if (step === 'TEN') group += last * 9;
    else if (step === 'TEEN') group += 10;
    else if ('add' in step) {
      group += step.add;
      last = step.add;
    } else if ('times' in step) {
      // "dua juta lima ratus": only what was said since the hundred before is multiplied
      const before = Math.floor(group / 100) * 100;
      group = before + (group - before || 1) * step.times;
    } else {
      total += (group || 1) * step.scale;
      scaled = step.scale;
      group = 0;
    }
  }
  const value = total + group;
  return value > 0 && value < Number.MAX_SAFE_INTEGER ? value : null;
}

export type NumberPhrase = { start: number; end: number; decimal: string; scaled: boolean };

const letterRuns = wordPattern('\\p{L}+', 'gu');
const joiner: Record<Language, RegExp> = { EN: /^and$/, ID: /^$/, IT: /^e$/ };

/** Every run of number words of the language, in order. Articles alone ("a", "un") are no run of their own in English. */
export function numberPhrases(text: string, language: Language): NumberPhrase[] {
  const found: NumberPhrase[] = [];
  let run: { text: string; start: number; end: number }[] = [];
  const close = () => {
    while (run.length > 0 && stepOf(run.at(-1)?.text ?? '', language) === null) run.pop();
    const value = saidValue(
      run.map(({ text }) => text),
      language,
    );
    const [first, last] = [run[0], run.at(-1)];
    if (value !== null && first !== undefined && last !== undefined) {
      const scaled = run.some(({ text }) => isScale(text, language));
      found.push({ start: first.start, end: last.end, decimal: plain(value), scaled });
    }
    run = [];
  };
  for (const match of text.matchAll(letterRuns.for(text))) {
    const word = match[0].toLowerCase();
    const gap = text.slice(run.at(-1)?.end ?? match.index, match.index);
    if (run.length > 0 && !/^(?:[^\S\n]*\n?[^\S\n]*|-)$/.test(gap)) close();
    const step = stepOf(word, language);
    const article = language === Language.EN && /^an?$/.test(word);
    const joins =
      run.length > 0 && joinsHere(word, run.at(-1)?.text ?? '', text.slice(match.index), language);
    if (step === null && !article && !joins) {
      close();
      continue;
    }
    // "two, three" and "sei una" are two numbers, not one
    const previous = run.at(-1)?.text;
    if (previous !== undefined && step !== null && !follows(previous, step, language)) close();
    run.push({ text: word, start: match.index, end: match.index + match[0].length });
  }
  close();
  return found;
}

/** Whether "and" or "e" goes on with the number: "two hundred and five", "two and a half million". */
function joinsHere(word: string, previous: string, ahead: string, language: Language): boolean {
  if (!joiner[language].test(word)) return false;
  return joinable(previous, language) || /^and\s+a\s+half\b/i.test(ahead.slice(0, 16));
}

function isScale(word: string, language: Language): boolean {
  const step = stepOf(word, language);
  return step !== null && typeof step === 'object' && 'scale' in step;
}

function joinable(word: string, language: Language): boolean {
  return word === 'hundred' || isScale(word, language);
}

/** Whether a number can go on with this step after the given word. */
function follows(previous: string, step: Step, language: Language): boolean {
  const before = stepOf(previous, language);
  if (before === null || typeof step === 'string' || !('add' in step)) return true;
  if (typeof before === 'string') return before === 'TEN';
  return !('add' in before) || before.add >= 100 || (before.add >= 20 && step.add < 10);
}

function plain(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
