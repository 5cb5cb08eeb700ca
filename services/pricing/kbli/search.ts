import type { Language } from '../../shared/language.ts';
import type { TextLanguage } from '../../shared/text/stem.ts';
import { subjectWords } from '../../shared/text/subject-words.ts';
import type { Kbli, KbliNode } from './kbli.ts';
import { type CodeRow, type Edition, editions } from './kbli-tables.ts';
import { codeQuery, matchesOfCode } from './search-code.ts';
import { type SearchLists, searchLists } from './search-lists.ts';
import { type PhraseIndex, phraseIndexOver } from './search-phrases.ts';
import { type Evidence, makeRanking, type Ranking } from './search-ranking.ts';
import { queryVariants } from './search-variants.ts';
import { vocabularyOver } from './search-vocabulary.ts';

export type KbliSearchMatch = {
  kbli: KbliNode;
  /** Above 0, at most 1 */
  score: number;
  /** "code", "title: Bars", "term: scooter hire" */
  matchedOn: string;
};

export type KbliSearchOptions = {
  edition: Edition;
  /** Language of the words where the caller knows it; only a hint. */
  language?: `${Language}` | null;
  /** From 1 */
  first: number;
};

export type KbliSearch = {
  /** @returns best first, the same order for the same data and query; empty when nothing fits */
  find(query: string, options: KbliSearchOptions): KbliSearchMatch[];
};

/** Past this many words nobody names an activity, and each word costs time. */
const mostWords = 24;
const languageOf = { EN: 'en', ID: 'id', IT: 'it' } as const satisfies Record<`${Language}`, TextLanguage>;

/** Grows with the evidence and stays below 1, which is kept for a code itself. */
const scoreOf = (evidence: number): number => evidence / (evidence + 0.5);

/**
 * The search over both editions.
 * @param kbli the classification that matches are taken from
 * @param rows its codes with their terms; not held on to
 */
export function makeKbliSearch(kbli: Kbli, rows: readonly CodeRow[]): KbliSearch {
  return kbliSearchOver(kbli, searchLists(rows));
}

/** @param lists of the same version as the classification */
export function kbliSearchOver(kbli: Kbli, lists: SearchLists): KbliSearch {
  const vocabulary = vocabularyOver(lists.vocabulary);
  const parts = new Map<Edition, { index: PhraseIndex; rank: Ranking }>();
  for (const edition of editions) {
    const index = phraseIndexOver(lists.phrases[edition], lists.packed);
    parts.set(edition, { index, rank: makeRanking(edition, lists.texts, index, vocabulary) });
  }

  /** @param most how many at most */
  function byWords(
    query: string,
    edition: Edition,
    language: TextLanguage | null,
    most: number,
  ): KbliSearchMatch[] {
    const part = parts.get(edition);
    const words = subjectWords(query).slice(0, mostWords);
    if (!part || words.length === 0) return [];
    const { index, rank } = part;
    const readings = queryVariants(words, vocabulary).map(({ words: variant, trust }) =>
      trusted(rank(variant, language), trust),
    );
    return firstOf(bestOf(readings), most).flatMap(({ subclass, score, phrase }) => {
      const node = kbli.find(edition, index.codes[subclass] ?? '');
      return node ? [{ kbli: node, score: scoreOf(score), matchedOn: index.matchedOn(phrase) }] : [];
    });
  }

  return {
    find(query, { edition, language, first }) {
      const code = codeQuery(query);
      const coded = code ? matchesOfCode(kbli, edition, code.digits) : [];
      const matches: KbliSearchMatch[] = coded.map((match, at) => ({ ...match, score: at === 0 ? 1 : 0.95 }));
      if (matches.length < first && (code === null || code.rest !== '')) {
        const known = new Set(matches.map(({ kbli: node }) => node));
        const hint = language ? languageOf[language] : null;
        const found = byWords(code?.rest ?? query, edition, hint, first + known.size);
        matches.push(...found.filter(({ kbli: node }) => !known.has(node)));
      }
      return matches.slice(0, first);
    },
  };
}

function trusted(found: Evidence[], trust: number): Evidence[] {
  for (const evidence of found) evidence.score *= trust;
  return found.filter(({ score }) => score > 0);
}

/** The best evidence for each subclass, of several readings of one query. */
function bestOf(readings: readonly Evidence[][]): Iterable<Evidence> {
  const [only = [], ...others] = readings;
  if (others.length === 0) return only;
  const best = new Map<number, Evidence>();
  for (const evidence of readings.flat()) {
    if (evidence.score > (best.get(evidence.subclass)?.score ?? 0)) best.set(evidence.subclass, evidence);
  }
  return best.values();
}

/** The best, best first; of equals the first in the classification. Thousands are found, and a handful is asked for. */
function firstOf(found: Iterable<Evidence>, most: number): Evidence[] {
  const first: Evidence[] = [];
  for (const evidence of found) {
    if (first.length === most && !isBetter(evidence, first[most - 1] as Evidence)) continue;
    let place = first.length < most ? first.length : most - 1;
    for (; place > 0 && isBetter(evidence, first[place - 1] as Evidence); place -= 1) {
      first[place] = first[place - 1] as Evidence;
    }
    first[place] = evidence;
  }
  return first;
}

function isBetter(one: Evidence, other: Evidence): boolean {
  return one.score > other.score || (one.score === other.score && one.subclass < other.subclass);
}
