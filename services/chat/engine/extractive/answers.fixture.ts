import * as z from 'zod';
import { openTestPricing } from '../../../pricing/testing.ts';
import type { Language } from '../../../shared/language.ts';
import { silentLogger, testDatabase } from '../../../shared/testing.ts';
import type { Citation, Claim } from '../../answer/answer.ts';
import { type GenerationParts, generate } from '../../answer/generate.ts';
import { makeFirm } from '../../firm.ts';
import { answerLanguage } from '../../language.ts';
import { openRetrieval } from '../../retrieval/open-retrieval.ts';
import { retrievalSettings, retrievalVariables } from '../../retrieval/retrieval-settings.ts';
import { aCall, graphOver } from '../../tools/testing.ts';
import { makeToolbox } from '../../tools/toolbox.ts';
import type { Turn } from '../engine.ts';
import { makeExtractiveEngine } from '../extractive.ts';
import { meaningOf } from './follow-up.ts';

/** An answer as the reader has it at the end. */
export type Read = { language: Language; text: string; citations: Citation[]; claims: Claim[] };

export type Conversing = {
  /** Asks the questions one after the other in one conversation; gives the last answer. */
  answerTo(...questions: readonly string[]): Promise<Read>;
  close(): Promise<void>;
};

/** Whole answers: the extractive engine over the committed articles and the real price list, checked as in production. */
export async function openConversing(): Promise<Conversing> {
  const database = await testDatabase();
  const pricing = await openTestPricing(database.database);
  const logger = silentLogger;
  const retrieval = await openRetrieval({
    settings: retrievalSettings(z.object(retrievalVariables).parse({})),
    logger,
  });
  const graph = graphOver(pricing);
  const parts: GenerationParts = {
    engine: makeExtractiveEngine(),
    retriever: retrieval.retriever,
    toolboxFor: (language) => makeToolbox({ graph, retriever: retrieval.retriever }, language),
    firm: makeFirm({ graph, logger }).read,
    asksForFacts: (question, earlier) => meaningOf(question, earlier).intent !== 'PROCEDURE',
    logger,
  };

  async function answered(
    question: string,
    history: readonly Turn[],
    earlier: Language | null,
  ): Promise<Read> {
    const language = answerLanguage(question, null, earlier);
    const read: Read = { language, text: '', citations: [], claims: [] };
    await generate({ ...aCall(), question, language, history }, parts, {
      async say(happening) {
        if (happening.kind === 'TEXT') read.text += happening.text;
        if (happening.kind === 'CITATION') read.citations.push(happening.citation);
      },
      claim: (claims) => read.claims.push(...claims),
      spend: () => undefined,
    });
    return read;
  }

  return {
    async answerTo(...questions) {
      const history: Turn[] = [];
      let last: Read | null = null;
      for (const question of questions) {
        last = await answered(question, history, last?.language ?? null);
        history.push({ question, answer: last.text });
      }
      if (last === null) throw new Error('No question was asked');
      return last;
    },
    async close() {
      await retrieval.close();
      await pricing.close();
      await database.drop();
    },
  };
}
