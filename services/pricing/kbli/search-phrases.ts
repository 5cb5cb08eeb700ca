import { type Bm25, makeBm25, type TermCounts } from '../../shared/text/bm25.ts';
import { inverted, makeNumberLists, type NumberLists } from '../../shared/text/number-lists.ts';
import { textLanguages } from '../../shared/text/stem.ts';
import type { Edition } from './kbli-tables.ts';
import type { ReadCode, TableTexts } from './search-texts.ts';
import type { Vocabulary } from './search-vocabulary.ts';

/** What a title's words count beside those of an everyday term, and those of the wider codes above it. */
const titleWeight = 1.5;
const contextWeight = 0.3;

/** The phrases of an edition: texts in their places as title or everyday term of a subclass. */
export type PhraseIndex = {
  /** By subclass number */
  readonly codes: readonly string[];
  /** The subclasses by all their stems together */
  readonly words: Bm25;
  /** By phrase number */
  readonly subclassOf: Uint16Array;
  /** By text number: its phrases, and the summed rarity of its stems */
  readonly phrasesOf: NumberLists;
  readonly massOf: Float32Array;
  /** By stem number: 1 where a phrase has it */
  readonly hasStem: Uint8Array;
  /** "term: scooter hire" or "title: Bars" */
  matchedOn(phrase: number): string;
};

/** Counts the stems of each subclass by weight: its phrases, and the titles of the codes above it up to the division. */
function stemCounts(
  codes: readonly ReadCode[],
  { formsOf: { starts, values } }: TableTexts,
  { stems, stemOfForm }: Vocabulary,
): TermCounts {
  const byCode = new Map(codes.map((code) => [code.code, code]));
  const terms = makeNumberLists();
  const counts: number[] = [];
  const countOf = new Float64Array(stems);
  let met: number[] = [];

  function add(text: number, weight: number): void {
    const end = starts[text + 1] ?? 0;
    for (let at = starts[text] ?? 0; at < end; at += 1) {
      const stem = stemOfForm[values[at] ?? 0] ?? 0;
      if (countOf[stem] === 0) met.push(stem);
      countOf[stem] = (countOf[stem] ?? 0) + weight;
    }
  }

  for (const { level, texts, parentCode } of codes) {
    if (level !== 'SUBCLASS') continue;
    for (const language of textLanguages) {
      texts[language].forEach((text, at) => {
        add(text, at === 0 ? titleWeight : 1);
      });
      let above = byCode.get(parentCode ?? '');
      while (above && above.level !== 'SECTION') {
        add(above.texts[language][0] ?? 0, contextWeight);
        above = byCode.get(above.parentCode ?? '');
      }
    }
    for (const stem of met) {
      terms.add(stem);
      counts.push(countOf[stem] ?? 0);
      countOf[stem] = 0;
    }
    terms.endList();
    met = [];
  }
  return { terms: terms.made(), counts: new Float64Array(counts) };
}

/** The phrases in the order of the classification. */
function phrasesOf(subclasses: readonly ReadCode[], texts: TableTexts) {
  const textOf = makeNumberLists();
  const subclassOf: number[] = [];
  const isTitle: number[] = [];
  subclasses.forEach(({ texts: own }, subclass) => {
    for (const language of textLanguages) {
      own[language].forEach((text, at) => {
        textOf.add(text);
        textOf.endList();
        subclassOf.push(subclass);
        isTitle.push(at === 0 ? 1 : 0);
      });
    }
  });
  const lists = textOf.made();
  return {
    subclassOf: new Uint16Array(subclassOf),
    phrasesOf: inverted(texts.languageOf.length, lists),
    matchedOn: namesOf(lists.values, new Uint8Array(isTitle), texts.textAt),
  };
}

/** A function of its own, or the index would hold on to all that the phrases were made from. */
function namesOf(textOf: Uint32Array, isTitle: Uint8Array, textAt: TableTexts['textAt']) {
  return (phrase: number): string =>
    `${isTitle[phrase] === 1 ? 'title' : 'term'}: ${textAt(textOf[phrase] ?? 0)}`;
}

/** What the edition's stems make of its texts. */
function weighed(phrases: NumberLists, words: Bm25, { formsOf }: TableTexts, vocabulary: Vocabulary) {
  const { stems, stemOfForm } = vocabulary;
  const hasStem = new Uint8Array(stems);
  const massOf = new Float32Array(formsOf.starts.length - 1);
  const countedFor = new Uint32Array(stems);
  for (let text = 0; text < massOf.length; text += 1) {
    if (phrases.starts[text] === phrases.starts[text + 1]) continue;
    let mass = 0;
    const end = formsOf.starts[text + 1] ?? 0;
    for (let at = formsOf.starts[text] ?? 0; at < end; at += 1) {
      const stem = stemOfForm[formsOf.values[at] ?? 0] ?? 0;
      hasStem[stem] = 1;
      if (countedFor[stem] === text + 1) continue;
      countedFor[stem] = text + 1;
      mass += words.rarity(stem);
    }
    massOf[text] = mass || 1;
  }
  return { hasStem, massOf };
}

/** @param texts of both editions; not held on to */
export function makePhraseIndex(edition: Edition, texts: TableTexts, vocabulary: Vocabulary): PhraseIndex {
  const codes = texts.codes.filter((code) => code.edition === edition);
  const subclasses = codes.filter(({ level }) => level === 'SUBCLASS');
  const words = makeBm25(vocabulary.stems, stemCounts(codes, texts, vocabulary));
  const phrases = phrasesOf(subclasses, texts);
  return {
    codes: subclasses.map(({ code }) => code),
    words,
    ...phrases,
    ...weighed(phrases.phrasesOf, words, texts, vocabulary),
  };
}
