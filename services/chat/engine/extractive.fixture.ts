import { openTestPricing } from '../../pricing/testing.ts';
import { Language } from '../../shared/language.ts';
import { testDatabase } from '../../shared/testing.ts';
import { aCall, graphOver, retrieverOf } from '../tools/testing.ts';
import type { Graph } from '../tools/tool.ts';
import { makeToolbox } from '../tools/toolbox.ts';
import { type Heard, heard } from './anthropic.fixture.ts';
import type { EngineRequest } from './engine.ts';
import { makeExtractiveEngine } from './extractive.ts';

type Changed = Partial<EngineRequest> & { graph?: Graph };

export type Answering = {
  answerTo(question: string, changed?: Changed): Promise<Heard>;
  close(): Promise<void>;
};

/** The extractive engine with its real tools over the real price list and classification, in this process. */
export async function openAnswering(): Promise<Answering> {
  const database = await testDatabase();
  const pricing = await openTestPricing(database.database);
  return {
    answerTo(question, { graph = graphOver(pricing), language = Language.EN, ...changed } = {}) {
      const toolbox = makeToolbox({ graph, retriever: retrieverOf(changed.passages) }, language);
      const whole = { question, language, history: [], passages: [], call: aCall(), revise: null, toolbox };
      return heard(makeExtractiveEngine().answer({ ...whole, ...changed }));
    },
    async close() {
      await pricing.close();
      await database.drop();
    },
  };
}
