import { inverted, type NumberLists } from '../../shared/text/number-lists.ts';
import type { TableTexts } from './search-texts.ts';
import type { VocabularyLists } from './search-vocabulary.ts';

/** The texts of both editions by what stands in them: plain data, which can be kept in a file. */
export type TextIndex = {
  /** By stem number and by form number: the texts that hold it */
  readonly withStem: NumberLists;
  readonly withForm: NumberLists;
  /** By text number: language, hash of its stems and of its forms */
  readonly languageOf: Uint8Array;
  readonly stemsHashOf: Uint32Array;
  readonly formsHashOf: Uint32Array;
};

/** FNV-1a over numbers, 32 bits. A collision would only add a bonus to a text that shares most words anyway. */
export function sequenceHash(numbers: readonly number[]): number {
  return hashOfPart(numbers, 0, numbers.length);
}

function hashOfPart(numbers: ArrayLike<number>, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (numbers[at] ?? 0), 0x01000193);
  return hash >>> 0;
}

function hashesOf({ starts, values }: NumberLists): Uint32Array {
  const hashes = new Uint32Array(starts.length - 1);
  for (let list = 0; list < hashes.length; list += 1) {
    hashes[list] = hashOfPart(values, starts[list] ?? 0, starts[list + 1] ?? 0);
  }
  return hashes;
}

export function makeTextIndex({ formsOf, languageOf }: TableTexts, vocabulary: VocabularyLists): TextIndex {
  const stemsOf = {
    starts: formsOf.starts,
    values: formsOf.values.map((form) => vocabulary.stemOfForm[form] ?? 0),
  };
  return {
    withStem: inverted(vocabulary.stemNumbers.size, stemsOf),
    withForm: inverted(vocabulary.stemOfForm.length, formsOf),
    languageOf,
    stemsHashOf: hashesOf(stemsOf),
    formsHashOf: hashesOf(formsOf),
  };
}
