import { type Bm25, type Bm25Lists, bm25Lists, bm25Over, type TermCounts } from '../../shared/text/bm25.ts';
import { inverted, makeNumberLists, type NumberLists } from '../../shared/text/number-lists.ts';
import { textLanguages } from '../../shared/text/stem.ts';
import type { Edition } from './kbli-tables.ts';
import { type PackedTexts, type ReadCode, type TableTexts, textAt } from './search-texts.ts';
import type { VocabularyLists } from './search-vocabulary.ts';

/** What a title's words count beside those of an everyday term, and those of the wider codes above it. */
const titleWeight = 1.5;
const contextWeight = 0.3;

/**
 * The phrases of an edition, which are texts in their places as title or everyday term of a subclass: plain data, which
 * can be kept in a file.
 */
export type PhraseLists = {
  /** By subclass number */
  readonly codes: readonly string[];
  /** The subclasses by all their stems together */
  readonly words: Bm25Lists;
  /** By phrase number; `isTitle` is 1 for a title and 0 for a term */
  readonly subclassOf: Uint16Array;
  readonly textOf: Uint32Array;
  readonly isTitle: Uint8Array;
  /** By text number: its phrases, and the summed rarity of its stems */
  readonly phrasesOf: NumberLists;
  readonly massOf: Float32Array;
  /** By stem number: 1 where a phrase has it */
  readonly hasStem: Uint8Array;
};

export type PhraseIndex = Omit<PhraseLists, 'words'> & {
  readonly words: Bm25;
  /** "term: scooter hire" or "title: Bars" */
  matchedOn(phrase: number): string;
};

/** Counts the stems of each subclass by weight: its phrases, and the titles of the codes above it up to the division. */
function stemCounts(
  codes: readonly ReadCode[],
  { formsOf: { starts, values } }: TableTexts,
  { stemNumbers, stemOfForm }: VocabularyLists,
): TermCounts {
  const byCode = new Map(codes.map((code) => [code.code, code]));
  const terms = makeNumberLists();
  const counts: number[] = [];
  const countOf = new Float64Array(stemNumbers.size);
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
    textOf: lists.values,
    isTitle: new Uint8Array(isTitle),
    phrasesOf: inverted(texts.languageOf.length, lists),
  };
}

/** What the edition's stems make of its texts. */
function weighed(phrases: NumberLists, words: Bm25, { formsOf }: TableTexts, vocabulary: VocabularyLists) {
  const { stemNumbers, stemOfForm } = vocabulary;
  const hasStem = new Uint8Array(stemNumbers.size);
  const massOf = new Float32Array(formsOf.starts.length - 1);
  const countedFor = new Uint32Array(stemNumbers.size);
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

/** @param texts of both editions */
export function phraseLists(edition: Edition, texts: TableTexts, vocabulary: VocabularyLists): PhraseLists {
  const codes = texts.codes.filter((code) => code.edition === edition);
  const subclasses = codes.filter(({ level }) => level === 'SUBCLASS');
  const words = bm25Lists(vocabulary.stemNumbers.size, stemCounts(codes, texts, vocabulary));
  const phrases = phrasesOf(subclasses, texts);
  return {
    codes: subclasses.map(({ code }) => code),
    words,
    ...phrases,
    ...weighed(phrases.phrasesOf, bm25Over(words), texts, vocabulary),
  };
}

export function phraseIndexOver(lists: PhraseLists, texts: PackedTexts): PhraseIndex {
  const { textOf, isTitle } = lists;
  return {
    ...lists,
    words: bm25Over(lists.words),
    matchedOn: (phrase) =>
      `${isTitle[phrase] === 1 ? 'title' : 'term'}: ${textAt(texts, textOf[phrase] ?? 0)}`,
  };
}
