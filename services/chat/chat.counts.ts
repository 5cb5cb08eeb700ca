import { Counter, Histogram, type Registry } from 'prom-client';
import { metricPrefix, registersOf } from '../shared/metrics.ts';
import type { Answer } from './answer/answer.ts';
import type { ModelPrices } from './engine/engine-settings.ts';
import type { Retriever } from './retrieval/passage.ts';
import type { Tool } from './tools/tool.ts';

export type ChatCounts = {
  /** An answer has ended, whatever way. */
  ended(answer: Answer): void;
  /** The same retriever, with its searches timed. */
  timed(retriever: Retriever): Retriever;
};

type CountsParts = {
  /** Absent: nobody reads the numbers. */
  register?: Registry;
  /** Names that stand for themselves; a model may make up others. */
  tools: readonly Tool[];
  /** Null: what answers cost is not known, and not counted. */
  prices: ModelPrices | null;
};

const perMillion = 1e6;

/** How answers end, what they took, and what they cost. */
export function makeChatCounts({ register, tools, prices }: CountsParts): ChatCounts {
  const registers = registersOf(register);
  const answers = new Counter({
    name: `${metricPrefix}chat_answers_total`,
    help: 'Answers that have ended, by engine and how',
    labelNames: ['engine', 'status'],
    registers,
  });
  const tokens = new Counter({
    name: `${metricPrefix}model_tokens_total`,
    help: 'Tokens of the language model; those written to its cache count as input',
    labelNames: ['kind'],
    registers,
  });
  const cost = new Counter({
    name: `${metricPrefix}model_cost_usd_total`,
    help: 'What the tokens cost by the prices that are set; 0 for ever without them',
    registers,
  });
  const toolUses = new Counter({
    name: `${metricPrefix}tool_uses_total`,
    help: 'Tools used for answers',
    labelNames: ['tool', 'outcome'],
    registers,
  });
  const retrievals = new Histogram({
    name: `${metricPrefix}retrieval_duration_seconds`,
    help: 'Time of a search for passages',
    labelNames: ['outcome'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 5],
    registers,
  });
  const names = new Set(tools.map(({ name }) => name));
  for (const kind of ['input', 'output', 'cache_read']) tokens.inc({ kind }, 0);

  async function search(retriever: Retriever, query: Parameters<Retriever['search']>[0]) {
    const startedAt = performance.now();
    const observe = (outcome: string) =>
      retrievals.observe({ outcome }, (performance.now() - startedAt) / 1_000);
    try {
      const found = await retriever.search(query);
      observe('ok');
      return found;
    } catch (error) {
      observe(query.signal.aborted ? 'left' : 'error');
      throw error;
    }
  }

  return {
    ended({ engine, status, usage, toolsUsed }) {
      answers.inc({ engine, status });
      for (const { name, ok } of toolsUsed) {
        toolUses.inc({ tool: names.has(name) ? name : 'unknown', outcome: ok ? 'ok' : 'error' });
      }
      if (!usage) return;
      const { inputTokens, outputTokens, cacheReadTokens } = usage;
      tokens.inc({ kind: 'input' }, inputTokens);
      tokens.inc({ kind: 'output' }, outputTokens);
      tokens.inc({ kind: 'cache_read' }, cacheReadTokens);
      if (!prices) return;
      const dollars =
        inputTokens * prices.input + outputTokens * prices.output + cacheReadTokens * prices.cacheRead;
      cost.inc(dollars / perMillion);
    },
    timed: (retriever) => ({ ...retriever, search: (query) => search(retriever, query) }),
  };
}
