import type { Language } from '../../shared/language.ts';
import type { Logger } from '../../shared/logger.ts';
import { makeAbout } from './about.ts';
import { allLanguages } from './analysis.ts';
import { codesIn } from './codes.ts';
import { coverageOf } from './coverage.ts';
import type { Embedder } from './embeddings.ts';
import type { Glossary } from './glossary.ts';
import type { PassageQuery, RankedPassage, Retriever } from './passage.ts';
import { listDepth, type PassageFilter, type PassageIndex } from './passage-index.ts';
import { type AnalysedQuestion, analyseQuestion } from './question.ts';
import { calibrated, coveredFrom, isCovered, type MeaningScale } from './score.ts';
import { queryVector } from './sparse.ts';
import { asTyped, type Spelling, spelt } from './spelling.ts';

export type RetrieverOptions = Partial<MeaningScale> & {
  index: PassageIndex;
  /** Null: words alone decide. */
  embed: Embedder | null;
  glossary: Glossary;
  /** Puts typing mistakes right; words stand as typed without it. */
  spelling?: Spelling;
  logger: Logger;
};

/** Passages that a code leads to before all others; more of them come by their rank, other subjects too. */
const firstByCode = 2;
/** A list of codes is not a question: each costs a search. */
const mostCodes = 5;
/** What a passage of another language keeps of its score. */
const otherLanguage = 0.9;
/** A person waits for the meaning of a question no longer than this; its words are there at once. */
const embeddingMs = 1_500;

type Asked = { question: AnalysedQuestion; dense: readonly number[] | null; byCode: boolean };

/**
 * Finds passages in an index.
 *
 * A given language is searched alone. When nothing there covers the question, other languages' passages come first, but only those
 * that cover it and whose documents don't exist in the asked one: a translation would say the same less readably.
 * Without a language all are searched.
 */
export function makeRetriever(options: RetrieverOptions): Retriever {
  const { index, embed, glossary, logger, spelling = asTyped, similarityFloor = null } = options;
  let complained = false;
  const complain = (error: unknown) => {
    if (!complained) logger.warn({ err: error }, 'searching by words alone: embeddings failed');
    complained = true;
  };

  const embedded = async (text: string, signal: AbortSignal): Promise<readonly number[] | null> => {
    if (!embed || index.dimension === null) return null;
    try {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(embeddingMs)]);
      const [vector = null] = await embed.embed([text], patience);
      complained = false;
      return vector;
    } catch (error) {
      signal.throwIfAborted();
      complain(error);
      return null;
    }
  };

  const hitsOf = async (
    asked: Asked,
    filter: PassageFilter,
    query: PassageQuery,
  ): Promise<RankedPassage[]> => {
    const { question, dense, byCode } = asked;
    const sparse = queryVector(question.terms);
    const limit = Math.min(query.topK, listDepth);
    const hits = await index.search({ sparse, dense, filter, limit, signal: query.signal });
    const coverage = coverageOf(question, index.contents());
    return hits.map((hit) => {
      const found = { coverage: coverage(hit.sparse), similarity: hit.similarity, byCode };
      return { ...hit.passage, score: calibrated(found, { similarityFloor }) };
    });
  };

  /** A code's passages by rank; by their place when the question says nothing but the code. */
  const codeHits = async (asked: Asked, filter: PassageFilter, query: PassageQuery) => {
    const ranked = await hitsOf({ ...asked, byCode: true }, filter, query);
    if (ranked.length > 0) return ranked.slice(0, firstByCode);
    const stored = await index.lookUp(filter, firstByCode, query.signal);
    const found = { coverage: 0, similarity: null, byCode: true };
    return stored.map(({ passage }) => ({ ...passage, score: calibrated(found, { similarityFloor }) }));
  };

  const fromOtherLanguages = async (asked: Asked, language: Language, query: PassageQuery) => {
    const { holds } = index.contents();
    const others = allLanguages.filter((each) => each !== language);
    const question = analyseQuestion(spelt(query.text, spelling), others, glossary);
    const found = await Promise.all(
      others.map((each) => hitsOf({ ...asked, question }, { topic: query.topic, language: each }, query)),
    );
    return found
      .flat()
      .map((passage) => ({ ...passage, score: passage.score * otherLanguage }))
      .filter(({ documentId, score }) => !holds(documentId, language) && score >= coveredFrom)
      .sort(bestFirst);
  };

  return {
    async search(query) {
      const languages = query.language ? [query.language] : allLanguages;
      const question = analyseQuestion(spelt(query.text, spelling), languages, glossary);
      if (question.words.length === 0) return [];
      const dense = await embedded(query.text, query.signal);
      const asked: Asked = { question, dense, byCode: false };
      const within = { topic: query.topic, language: query.language };
      const codes = codesIn(query.text, index.contents()).slice(0, mostCodes);
      const [general, ...exact] = await Promise.all([
        hitsOf(asked, within, query),
        ...codes.map((code) => codeHits(asked, { ...within, ...code }, query)),
      ]);
      const found = [...exact.flat().sort(bestFirst), ...general];
      const elsewhere =
        query.language && !isCovered(found) ? await fromOtherLanguages(asked, query.language, query) : [];
      return distinct([...elsewhere, ...found]).slice(0, query.topK);
    },
    ...makeAbout(index),
  };
}

function bestFirst(one: RankedPassage, other: RankedPassage): number {
  return other.score - one.score || (one.id < other.id ? -1 : 1);
}

/** Each passage once, at its first place. */
function distinct(passages: readonly RankedPassage[]): RankedPassage[] {
  const seen = new Set<string>();
  return passages.filter(({ id }) => !seen.has(id) && seen.add(id));
}
