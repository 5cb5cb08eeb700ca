/** Takes text piece by piece and gives it back in sentences that joined are the text again. */
export type Splitter = {
  /** @returns the sentences that are sure to be over, each with the white space behind it */
  push(text: string): string[];
  /** The sentence that is still being written. */
  rest(): string;
  /** @returns what is left; afterwards the splitter is empty */
  end(): string[];
};

type Line = 'PROSE' | 'ITEM' | 'ROW' | 'HEADING' | 'FENCE' | 'QUOTE';

const kinds: readonly [RegExp, Line][] = [
  [/^[ \t]*(?:```|~~~)/, 'FENCE'],
  [/^[ \t]*\|/, 'ROW'],
  [/^ {0,3}#{1,6}(?:[ \t]|$)/, 'HEADING'],
  [/^[ \t]*(?:[-*+•–][ \t]|\d{1,3}[.)][ \t])/, 'ITEM'],
  [/^ {0,3}>/, 'QUOTE'],
];

/** What kind of line a text begins with. */
export function lineKind(text: string): Line {
  return kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'PROSE';
}

/** The beginnings of a line that could still become another kind. */
const undecidedLine = /^[ \t]*(?:`{1,2}|~{1,2}|#{1,6}|[-*+•–]|\d{1,3}[.)]?)?$/;

// Before a number or a name these never end a sentence; the second list does when a capital follows.
const abbreviation =
  /(?:^|[\s([{"'“‘/*_])(?:art|artt|approx|ca|circa|cfr|dott|dr|e\.g|est|hal|hlm|i\.e|inc|incl|excl|jl|jln|kec|kel|ltd|maks|max|min|mr|mrs|ms|p\.es|ps|pag|pagg|prof|pt|rp|sdr|sig|sigg|st|tbk|tel|telp|tgl|vs|a\.n|u\.p|s\.d|d\.h|p|\p{Lu})\.$/iu;
const ambiguous = /(?:^|[\s([{"'“‘])(?:etc|dll|dsb|dst|ecc|a\.m|p\.m|S\.p\.A|S\.r\.l|spa|srl|co|corp)\.$/iu;
const beforeNumber = /(?:^|[\s([{"'“‘])(?:no|nr|n|num|nom|pp|pasal|vol|bab|cap|cod|ext|int|fig|tab)\.$/iu;
const closers = /^["'”’»)\]}*_`]*/;

type Verdict = 'WAIT' | 'GO_ON' | number;

/** Whether the full stop, question or exclamation mark at `index` ends a sentence, and where the next one begins. */
function afterStop(text: string, index: number, over: boolean): Verdict {
  const tail = text.slice(index + 1);
  const close = closers.exec(tail)?.[0].length ?? 0;
  const behind = tail.slice(close);
  if (behind === '') return over ? text.length : 'WAIT';
  const space = /^[^\S\n]+/.exec(behind)?.[0].length ?? 0;
  if (space === 0) return 'GO_ON';
  const next = behind[space];
  if (next === undefined) return over ? text.length : 'WAIT';
  if (next === '\n') return 'GO_ON';
  // The opening of a quotation or of bold type says nothing of the word in it
  const word = /^["'“‘«([*_`]*([^"'“‘«([*_`])/u.exec(behind.slice(space))?.[1];
  if (word === undefined) return over ? index + 1 + close + space : 'WAIT';
  if (text[index] === '.') {
    const upTo = text.slice(0, index + 1);
    if (abbreviation.test(upTo) || /\p{Ll}/u.test(word)) return 'GO_ON';
    if (beforeNumber.test(upTo) && /\d/.test(word)) return 'GO_ON';
    if (ambiguous.test(upTo) && !/\p{Lu}/u.test(word)) return 'GO_ON';
    if (/^\s*(?:[*_]{2})?\d{1,3}\.$/.test(upTo)) return 'GO_ON';
  }
  return index + 1 + close + space;
}

/** Whether the line break at `index` ends a sentence: it does unless the next line goes on with the same prose. */
function afterBreak(text: string, index: number, over: boolean): Verdict {
  const blank = /^(?:[^\S\n]*\n)+/.exec(text.slice(index))?.[0] ?? '\n';
  const lineStart = index + blank.length;
  const nextLine = text.slice(lineStart);
  const isBlank = /\n[^\S\n]*\n/.test(blank);
  if (/^[^\S\n]*$/.test(nextLine) || (!nextLine.includes('\n') && undecidedLine.test(nextLine))) {
    if (!over) return 'WAIT';
  }
  const current = lineKind(text.slice(0, index));
  const isSoft =
    !isBlank &&
    lineKind(nextLine) === 'PROSE' &&
    (current === 'PROSE' || current === 'ITEM') &&
    !/(?:[.!?…:]["'”’»)\]*_`]*| {2})$/.test(text.slice(0, index));
  return isSoft ? 'GO_ON' : lineStart;
}

/** Where a block of code beginning the text ends: behind its closing fence's line. */
function afterFence(text: string, over: boolean): Verdict {
  const fence = /^[ \t]*(```|~~~)/.exec(text)?.[1] ?? '```';
  const close = new RegExp(`\\n[ \\t]*${fence}[^\\n]*\\n+`).exec(text);
  if (close === null) return over ? text.length : 'WAIT';
  const end = close.index + close[0].length;
  return end === text.length && !over ? 'WAIT' : end;
}

/** The length of the text's first sentence; null when more text could change it. */
function firstEnd(text: string, over: boolean): number | null {
  const lead = /^(?:[^\S\n]*\n)+/.exec(text)?.[0].length ?? 0;
  if (lead > 0) return text.slice(lead).trim() === '' ? null : lead;
  if (!over && undecidedLine.test(text)) return null;
  if (lineKind(text) === 'FENCE') {
    const end = afterFence(text, over);
    return typeof end === 'number' ? end : null;
  }
  const isLine = ['ROW', 'HEADING'].includes(lineKind(text));
  const start = /^\s*/.exec(text)?.[0].length ?? 0;
  for (const match of text.slice(start).matchAll(isLine ? /\n/g : /[.!?…\n]/g)) {
    const index = start + match.index;
    const verdict = match[0] === '\n' ? afterBreak(text, index, over) : afterStop(text, index, over);
    if (verdict === 'WAIT') return null;
    if (verdict !== 'GO_ON') return verdict;
  }
  return null;
}

/**
 * An incremental sentence splitter for English, Indonesian and Italian prose and Markdown.
 * A boundary is decided only when the text behind it can no longer change the decision, so the sentences are the same
 * however the text is cut into pieces. In doubt it goes on: a long sentence is checked as well as a short one.
 */
export function makeSplitter(): Splitter {
  let text = '';
  const split = (over: boolean): string[] => {
    const found: string[] = [];
    for (let end = firstEnd(text, over); end !== null && end > 0; end = firstEnd(text, over)) {
      found.push(text.slice(0, end));
      text = text.slice(end);
      if (text === '') break;
    }
    return found;
  };
  return {
    push(piece) {
      text += piece;
      return split(false);
    },
    rest: () => text,
    end() {
      const found = split(true);
      if (text !== '') found.push(text);
      text = '';
      return found;
    },
  };
}

/** All sentences of a finished text, each with the white space behind it. */
export function sentencesOf(text: string): string[] {
  const splitter = makeSplitter();
  return [...splitter.push(text), ...splitter.end()];
}
