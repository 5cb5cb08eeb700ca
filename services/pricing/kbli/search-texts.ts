import { makeNumberLists, type NumberLists } from '../../shared/text/number-lists.ts';
import { type TextLanguage, textLanguages } from '../../shared/text/stem.ts';
import { subjectWords } from '../../shared/text/subject-words.ts';
import type { CodeRow, Edition, Level } from './kbli-tables.ts';

/** A code with the numbers of its texts in each language, the title first and then the terms. */
export type ReadCode = {
  edition: Edition;
  code: string;
  level: Level;
  parentCode: string | null;
  texts: Readonly<Record<TextLanguage, readonly number[]>>;
};

/**
 * Every title and term of both editions, read once: most stand in both, and numbers are cheap to compare and to count.
 * Texts and forms are numbered from 0 as they are first met; the same text in another language is another text. A form
 * is a word as it is typed in one language.
 */
export type TableTexts = {
  codes: readonly ReadCode[];
  /** By text number: its language as a place in `textLanguages`, and the forms of its subject words */
  languageOf: Uint8Array;
  formsOf: NumberLists;
  packed: PackedTexts;
  formNumbers: Readonly<Record<TextLanguage, ReadonlyMap<string, number>>>;
  /** By form number: the word, and how often subclasses use it; only wider codes have the forms past the end of `uses`. */
  words: readonly string[];
  uses: readonly number[];
};

/** All texts in one string, which takes a third of the room of as many strings, and where each ends. */
export type PackedTexts = { readonly all: string; readonly ends: Uint32Array };

function packedTexts(texts: readonly string[]): PackedTexts {
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, at) => {
    end += text.length;
    ends[at] = end;
  });
  return { all: texts.join(''), ends };
}

export function textAt({ all, ends }: PackedTexts, text: number): string {
  return all.slice(text === 0 ? 0 : ends[text - 1], ends[text]);
}

const mapsByLanguage = () => ({
  en: new Map<string, number>(),
  id: new Map<string, number>(),
  it: new Map<string, number>(),
});

/** @param rows the codes of both editions */
export function readTexts(rows: readonly CodeRow[]): TableTexts {
  const formNumbers = mapsByLanguage();
  const textNumbers = mapsByLanguage();
  const texts: string[] = [];
  const languages: number[] = [];
  const formsOf = makeNumberLists();
  const words: string[] = [];

  function formOf(language: TextLanguage, word: string): number {
    const known = formNumbers[language].get(word);
    if (known !== undefined) return known;
    formNumbers[language].set(word, words.length);
    return words.push(word) - 1;
  }

  function numberOf(language: TextLanguage, text: string): number {
    const known = textNumbers[language].get(text);
    if (known !== undefined) return known;
    textNumbers[language].set(text, texts.length);
    languages.push(textLanguages.indexOf(language));
    for (const word of subjectWords(text)) formsOf.add(formOf(language, word));
    formsOf.endList();
    return texts.push(text) - 1;
  }

  function readCode({ edition, code, level, parentCode, title, terms }: CodeRow): ReadCode {
    const numbersIn = (language: TextLanguage): number[] =>
      [title[language], ...terms[language]].map((text) => numberOf(language, text));
    return {
      ...{ edition, code, level, parentCode },
      texts: { en: numbersIn('en'), id: numbersIn('id'), it: numbersIn('it') },
    };
  }

  // The subclasses first, so that a form's number tells whether one of them uses it.
  const subclasses = rows.filter(({ level }) => level === 'SUBCLASS').map(readCode);
  const used = words.length;
  const wider = rows.filter(({ level }) => level !== 'SUBCLASS').map(readCode);
  const lists = formsOf.made();
  return {
    codes: [...subclasses, ...wider],
    languageOf: new Uint8Array(languages),
    formsOf: lists,
    packed: packedTexts(texts),
    formNumbers,
    words,
    uses: usesOfForms(used, subclasses, lists),
  };
}

function usesOfForms(
  forms: number,
  subclasses: readonly ReadCode[],
  { starts, values }: NumberLists,
): number[] {
  const uses = new Array<number>(forms).fill(0);
  for (const { texts } of subclasses) {
    for (const language of textLanguages) {
      for (const text of texts[language]) {
        const end = starts[text + 1] ?? 0;
        for (let at = starts[text] ?? 0; at < end; at += 1) {
          const form = values[at] ?? 0;
          uses[form] = (uses[form] ?? 0) + 1;
        }
      }
    }
  }
  return uses;
}
