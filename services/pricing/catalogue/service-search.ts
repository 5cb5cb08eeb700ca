import type { LocalisedText } from '../../shared/language.ts';
import type { Service } from './catalogue.ts';
import { compactCode, nearlySame, wordsIn } from './search-words.ts';

export type ServiceMatch = {
  service: Service;
  /** Above 0, at most 1; 1 for a code or an alias given exactly */
  score: number;
  /** What matched: "code: C1", "alias: C7A", "name: …" or "words: …" */
  matchedOn: string;
};

export type ServiceSearch = (
  query: string,
  options: { first: number; language?: keyof LocalisedText | null },
) => ServiceMatch[];

/** One text by which a service can be found. */
type Phrase = {
  service: Service;
  kind: 'name' | 'words';
  language: string | null;
  text: string;
  words: string[];
};

/** How much a query word counts that is found whole, as the beginning of a word, or with a typing mistake. */
const nearness = { whole: 1, beginning: 0.7, mistyped: 0.6 };
/** A phrase of another language than the one asked for still counts: people mix them. */
const otherLanguage = 0.85;

function phrasesOf(service: Service): Phrase[] {
  const languages = ['en', 'id', 'it'] as const;
  const phrase = (kind: Phrase['kind'], language: string | null, text: string): Phrase => {
    return { service, kind, language, text, words: wordsIn(text) };
  };
  return [
    phrase('name', null, service.wire.name),
    ...languages.map((language) => phrase('name', language, service.name[language])),
    ...languages.flatMap((language) =>
      service.searchTerms[language].map((term) => phrase('words', language, term)),
    ),
  ];
}

/** How well a word of the query stands in a phrase, 0 to 1. */
function closeness(word: string, phrase: readonly string[]): number {
  let best = 0;
  for (const candidate of phrase) {
    if (candidate === word) return nearness.whole;
    if (word.length >= 4 && candidate.startsWith(word)) best = Math.max(best, nearness.beginning);
    else if (word.length >= 5 && nearlySame(word, candidate)) best = Math.max(best, nearness.mistyped);
  }
  return best;
}

/**
 * Search over codes, aliases, names and everyday words in three languages.
 * A phrase scores by how much of the query it holds, rare words counting more, and how much of the phrase the query
 * fills; a service scores by its best phrase and a little by every further one that agrees.
 * @returns best first, at most `first`; codes and aliases given exactly before all others; empty when nothing fits
 */
export function makeServiceSearch(services: readonly Service[]): ServiceSearch {
  const phrases = services.flatMap(phrasesOf);
  const holders = new Map<string, Set<Service>>();
  for (const { service, words } of phrases) {
    for (const word of words) holders.set(word, (holders.get(word) ?? new Set()).add(service));
  }
  const weight = (word: string) => Math.log(1 + services.length / (holders.get(word)?.size ?? 1));

  return (query, { first, language = null }) => {
    const exact = services.flatMap((service) => exactMatch(service, query) ?? []);
    const found = new Set(exact.map(({ service }) => service));
    const words = [...new Set(wordsIn(query))];
    const asked = words.reduce((total, word) => total + weight(word), 0);
    const best = new Map<Service, { score: number; phrase: Phrase; agreeing: number }>();
    for (const phrase of phrases) {
      if (found.has(phrase.service)) continue;
      const covered = words.reduce((total, word) => total + weight(word) * closeness(word, phrase.words), 0);
      if (covered === 0) continue;
      const filled = phrase.words.filter((word) => closeness(word, words) > 0).length / phrase.words.length;
      const tongue = language && phrase.language && phrase.language !== language ? otherLanguage : 1;
      const score = (0.75 * (covered / asked) + 0.2 * filled) * tongue;
      const held = best.get(phrase.service);
      const agreeing = (held?.agreeing ?? 0) + (covered / asked) * tongue;
      if (!held || score > held.score) best.set(phrase.service, { score, phrase, agreeing });
      else held.agreeing = agreeing;
    }
    const ranked = [...best].map(([service, { score, phrase, agreeing }]) => ({
      service,
      score: Math.min(0.99, score + 0.04 * (1 - 1 / (1 + agreeing))),
      matchedOn: `${phrase.kind}: ${phrase.text}`,
    }));
    const enough = ranked.filter(({ score }) => score >= 0.25).sort((a, b) => b.score - a.score);
    return [...exact, ...enough].slice(0, first);
  };
}

function exactMatch(service: Service, query: string): ServiceMatch | null {
  const wanted = compactCode(query);
  if (wanted === '') return null;
  if (compactCode(service.code) === wanted) return { service, score: 1, matchedOn: `code: ${service.code}` };
  const alias = service.aliases.find((candidate) => compactCode(candidate) === wanted);
  return alias === undefined ? null : { service, score: 1, matchedOn: `alias: ${alias}` };
}
