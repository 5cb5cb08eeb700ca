import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import type { Answer } from './answer/answer.ts';
import { makeChatCounts } from './chat.counts.ts';
import { tools } from './tools/toolbox.ts';

const usage = { inputTokens: 1_000_000, outputTokens: 100_000, cacheReadTokens: 2_000_000 };
const answer = {
  engine: 'ANTHROPIC',
  status: 'COMPLETED',
  usage,
  toolsUsed: [
    { name: 'get_price', input: {}, ok: true, durationMs: 1 },
    { name: 'made_up_by_a_model', input: {}, ok: false, durationMs: 1 },
  ],
} as unknown as Answer;

describe('what answers tell', () => {
  test('tokens cost what the settings say, and tools that are none of ours have one name', async () => {
    const register = new Registry();
    const counts = makeChatCounts({ register, tools, prices: { input: 3, output: 15, cacheRead: 0.3 } });

    counts.ended(answer);

    const text = await register.metrics();
    expect(text).toContain('zantara_backend_model_cost_usd_total 5.1\n');
    expect(text).toContain('model_tokens_total{kind="cache_read"} 2000000\n');
    expect(text).toContain('tool_uses_total{tool="get_price",outcome="ok"} 1\n');
    expect(text).toContain('tool_uses_total{tool="unknown",outcome="error"} 1\n');
    expect(text).not.toContain('made_up');
  });

  test('without prices nothing is guessed', async () => {
    const register = new Registry();

    makeChatCounts({ register, tools, prices: null }).ended(answer);

    expect(await register.metrics()).toContain('zantara_backend_model_cost_usd_total 0\n');
  });

  test('a search is timed by how it ended', async () => {
    const register = new Registry();
    const fails = {
      search: () => Promise.reject(new Error('gone')),
      about: async () => [],
      aboutNow: () => [],
    };
    const { timed } = makeChatCounts({ register, tools, prices: null });
    const query = { text: 'visa', topK: 1, signal: new AbortController().signal };

    await expect(timed(fails).search(query)).rejects.toThrow('gone');

    expect(await register.metrics()).toContain('retrieval_duration_seconds_count{outcome="error"} 1\n');
  });
});
