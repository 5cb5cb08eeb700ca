import { Language } from '../shared/language.ts';
import { type GenerationParts, generate } from './answer/generate.ts';
import type { Progress } from './answer/prose.ts';
import type { Graph } from './tools/tool.ts';
import { makeToolbox } from './tools/toolbox.ts';

type WarmUpParts = Pick<GenerationParts, 'engine' | 'retriever' | 'logger'>;

/** Of prices and of codes: each has its own way to an answer. */
const questions = ['How much is the E33G permit?', 'Which KBLI code is for a coffee shop?'];

/** Nobody hears of these answers. */
const unheard: Progress = { say: async () => {}, claim: () => {}, spend: () => {} };

/**
 * Makes answers that nobody reads and nothing keeps.
 * @param graph one that fails is as good: the answers then rest on articles
 */
export async function warmAnswers(parts: WarmUpParts, graph: Graph): Promise<void> {
  const { retriever } = parts;
  const { signal } = new AbortController();
  const caller = { kind: 'ANONYMOUS', id: 'warm-up', scopes: [] } as const;
  for (const question of questions) {
    await generate(
      { question, language: Language.EN, history: [], caller, requestId: 'warm-up', signal },
      {
        ...parts,
        toolboxFor: (language) => makeToolbox({ graph, retriever }, language),
        firm: async () => ({ codes: new Map(), contact: null }),
        asksForFacts: () => true,
      },
      unheard,
    );
  }
}
