import * as z from 'zod';
import { httpAddress, wholeNumber } from '../../shared/env.ts';
import type { AnthropicSettings } from './anthropic-client.ts';

/** US dollars for a million tokens. */
export type ModelPrices = { input: number; output: number; cacheRead: number };

const prices = z
  .string()
  .regex(/^(\d+(\.\d+)?)(,\d+(\.\d+)?){2}$/, 'must be three prices such as 3,15,0.3')
  .transform((text): ModelPrices => {
    const [input = 0, output = 0, cacheRead = 0] = text.split(',').map(Number);
    return { input, output, cacheRead };
  });

/** The variables of the engines, for the settings of the process that holds them. */
export const engineVariables = {
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_MODEL: z.string().default('claude-sonnet-5-5'),
  ANTHROPIC_BASE_URL: httpAddress.optional(),
  MODEL_PRICES: prices.optional(),
  ANTHROPIC_MAX_TOKENS: wholeNumber(256, 32_000).default(2_048),
  ANTHROPIC_IDLE_MS: wholeNumber(1_000, 120_000).default(20_000),
  ANTHROPIC_DEADLINE_MS: wholeNumber(5_000, 600_000).default(120_000),
};
const variables = z.object(engineVariables);

export type EngineSettings = {
  /** Null: what answers cost is not counted. */
  prices?: ModelPrices | null;
  /** Null: answers are composed without a model. */
  anthropic:
    | (AnthropicSettings & { model: string; maxTokens: number; idleMs: number; deadlineMs: number })
    | null;
};

export function engineSettings(given: z.infer<typeof variables>): EngineSettings {
  if (!given.ANTHROPIC_API_KEY) return { anthropic: null };
  return {
    prices: given.MODEL_PRICES ?? null,
    anthropic: {
      apiKey: given.ANTHROPIC_API_KEY,
      baseUrl: given.ANTHROPIC_BASE_URL ?? null,
      model: given.ANTHROPIC_MODEL,
      maxTokens: given.ANTHROPIC_MAX_TOKENS,
      idleMs: given.ANTHROPIC_IDLE_MS,
      deadlineMs: given.ANTHROPIC_DEADLINE_MS,
    },
  };
}
