import { listAt } from '../../shared/text/number-lists.ts';
import { type TextLanguage, textLanguages } from '../../shared/text/stem.ts';
import { opposite } from '../../shared/text/subject-words.ts';
import type { Edition } from './kbli-tables.ts';
import { type ActivityOfCode, activitiesNamed, activityOfCode } from './search-activities.ts';
import { BestPhrases } from './search-best-phrases.ts';
import type { PhraseIndex } from './search-phrases.ts';
import { sequenceHash, type TextIndex } from './search-text-index.ts';
import type { Vocabulary } from './search-vocabulary.ts';

/**
 * What each kind of evidence counts. Set by leaving a twentieth of the terms out of the table and looking for
 * their codes, and checked on the development queries (see docs/kbli-search.md).
 */
const weights = {
  /** All words of the subclass together (BM25) */
  words: 1.2,
  /** The share of the query that the words of the subclass cover, whichever phrases they stand in */
  coverage: 0.5,
  /** The second-best phrase, which tells a code about the matter from one that mentions it */
  secondPhrase: 0.05,
  /** The same stems in the same order, and the very same words */
  sameStems: 0.4,
  sameWords: 0.3,
  /** The activity that the query names is the code's own */
  activity: 0.5,
  /** How much of a word's rarity only the very same form earns ("sala", not "sale") */
  sameForm: 0.2,
  /** A word known only by its stem in that language, and one that no language knows as typed */
  stemOnly: 0.85,
  unknownStem: 0.7,
  /** The word that carries the meaning: the last in English, the first in Indonesian and Italian */
  head: 1.1,
  /** How far a language that does not know all the words is held back, and one that the caller did not name */
  strangeLanguage: 0.35,
  otherLanguage: 0.05,
  /** A code that has what the query excludes, or lacks what it asks for */
  opposite: -0.5,
} as const;

/** Share of a phrase's own length in the measure of overlap; the rest is the query's. */
const phraseShare = 0.4;
/** Rarity of a word that no table knows. */
const unknownRarity = 4;
/** Stands for a stem or form that no phrase has. */
const unknown = -1;

type Feature = { stem: number; form: number | undefined; weight: number };
type Slot = { word: string; features: Feature[]; mass: number; activities: number };

export type Evidence = { subclass: number; score: number; phrase: number };
/** @returns each subclass that the words met once, in no order; the caller's own */
export type Ranking = (words: readonly string[], language: TextLanguage | null) => Evidence[];

/** Ranks the subclasses of one edition for one way to read a query. It keeps scratch arrays, so calls never overlap. */
export function makeRanking(
  edition: Edition,
  texts: TextIndex,
  index: PhraseIndex,
  vocabulary: Vocabulary,
): Ranking {
  const { languageOf, stemsHashOf, formsHashOf } = texts;
  const { words: bm25, hasStem, phrasesOf, subclassOf, massOf } = index;
  const activityOf: ActivityOfCode[] = index.codes.map((code) => activityOfCode(edition, code));
  const overlap = new Float32Array(languageOf.length);
  const stamp = new Uint32Array(languageOf.length);
  const wordScores = new Float32Array(index.codes.length);
  const covered = new Float32Array(index.codes.length);
  const lastCoveredBy = new Uint8Array(index.codes.length);
  const best = new BestPhrases(index.codes.length);
  let turn = 0;

  function slotOf(word: string, at: number, count: number): Slot {
    const isKnown = vocabulary.knows(word);
    const features = textLanguages.flatMap((language): Feature[] => {
      const stem = vocabulary.stemOf(language, word);
      if (stem === undefined || hasStem[stem] !== 1) return [];
      const isKnownHere = vocabulary.knowsIn(language, word) ? 1 : weights.stemOnly;
      const isHead = count > 1 && at === (language === 'en' ? count - 1 : 0);
      const weight = (isKnown ? isKnownHere : weights.unknownStem) * (isHead ? weights.head : 1);
      return [{ stem, form: vocabulary.formOf(language, word), weight }];
    });
    const mass = Math.max(...features.map(({ stem }) => bm25.rarity(stem)), 0) || unknownRarity;
    return { word, features, mass, activities: activitiesNamed(word) };
  }

  /** Adds up, text by text, the rarity of the words it shares with the query. @returns the texts met */
  function collectOverlap(slots: readonly Slot[]): number[] {
    turn += 1;
    const met: number[] = [];
    const add = (holders: Uint32Array, gain: number): void => {
      for (const text of holders) {
        if (stamp[text] !== turn) {
          stamp[text] = turn;
          overlap[text] = 0;
          met.push(text);
        }
        overlap[text] = (overlap[text] ?? 0) + gain;
      }
    };
    for (const { features } of slots) {
      for (const { stem, form, weight } of features) {
        const gain = weight * bm25.rarity(stem);
        add(listAt(texts.withStem, stem), gain * (1 - weights.sameForm));
        if (form !== undefined) add(listAt(texts.withForm, form), gain * weights.sameForm);
      }
    }
    return met;
  }

  /** How much each language is believed to be the query's. */
  function languageTrust(slots: readonly Slot[], mass: number, hint: TextLanguage | null): number[] {
    return textLanguages.map((language) => {
      const known = slots.reduce(
        (sum, slot) => sum + (vocabulary.knowsIn(language, slot.word) ? slot.mass : 0),
        0,
      );
      const named = hint === null || hint === language ? 1 : 1 - weights.otherLanguage;
      return named * (1 - weights.strangeLanguage * (1 - known / mass));
    });
  }

  function findBestPhrases(
    words: readonly string[],
    slots: readonly Slot[],
    mass: number,
    trust: number[],
  ): void {
    const isKnown = words.every(vocabulary.knows);
    const stemsHashes = textLanguages.map((language) =>
      sequenceHash(words.map((word) => vocabulary.stemOf(language, word) ?? unknown)),
    );
    const formsHashes = textLanguages.map((language) =>
      sequenceHash(words.map((word) => vocabulary.formOf(language, word) ?? unknown)),
    );
    const queryPart = mass ** (1 - phraseShare);
    best.begin();
    for (const text of collectOverlap(slots)) {
      const language = languageOf[text] ?? 0;
      const own = massOf[text] ?? 1;
      const shared = Math.min(overlap[text] ?? 0, own);
      let similarity = Math.min(shared / (own ** phraseShare * queryPart), 1) * (trust[language] ?? 1);
      if (isKnown && stemsHashOf[text] === stemsHashes[language]) similarity += weights.sameStems;
      if (formsHashOf[text] === formsHashes[language]) similarity += weights.sameWords;
      // Without a view: thousands of texts are met, and nearly all have one phrase or two.
      const end = phrasesOf.starts[text + 1] ?? 0;
      for (let at = phrasesOf.starts[text] ?? 0; at < end; at += 1) {
        const phrase = phrasesOf.values[at] ?? 0;
        const subclass = subclassOf[phrase] ?? 0;
        best.add(subclass, phrase, similarity);
      }
    }
  }

  function collectWordEvidence(slots: readonly Slot[]): void {
    for (const scratch of [wordScores, covered, lastCoveredBy]) scratch.fill(0);
    slots.forEach(({ word, features, mass }, at) => {
      // A word that three languages share would count three times.
      const share = 1 / features.length;
      bm25.addScores(
        features.map(({ stem, weight }) => ({ term: stem, weight: weight * share })),
        wordScores,
      );
      const contrary = textLanguages.map(
        (language) => vocabulary.stemOf(language, opposite(word)) ?? unknown,
      );
      bm25.addScores(
        contrary.map((term) => ({ term, weight: weights.opposite })),
        wordScores,
      );
      for (const { stem } of features) {
        for (const subclass of bm25.documentsWith(stem)) {
          if (lastCoveredBy[subclass] === at + 1) continue;
          lastCoveredBy[subclass] = at + 1;
          covered[subclass] = (covered[subclass] ?? 0) + mass;
        }
      }
    });
  }

  return (words, hint) => {
    const slots = words.map((word, at) => slotOf(word, at, words.length));
    const mass = slots.reduce((sum, slot) => sum + slot.mass, 0);
    findBestPhrases(words, slots, mass, languageTrust(slots, mass, hint));
    collectWordEvidence(slots);
    const named = slots.reduce((bits, { activities }) => bits | activities, 0);
    return best.met.map((subclass) => {
      const { bits, heldBack, heldBackBits } = activityOf[subclass] ?? {
        bits: 0,
        heldBack: 0,
        heldBackBits: 0,
      };
      const active = slots.reduce((sum, slot) => sum + ((slot.activities & bits) === 0 ? 0 : slot.mass), 0);
      const score =
        (best.similarity[subclass] ?? 0) +
        weights.secondPhrase * (best.second[subclass] ?? 0) +
        (weights.words * (wordScores[subclass] ?? 0)) / (mass * 2.2) +
        (weights.coverage * (covered[subclass] ?? 0) + weights.activity * active) / mass -
        ((named & heldBackBits) === 0 ? heldBack : 0);
      return { subclass, score, phrase: best.phrase[subclass] ?? 0 };
    });
  };
}
