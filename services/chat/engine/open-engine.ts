import type { Logger } from '../../shared/logger.ts';
import type { ContactDetails } from '../phrases.ts';
import { makeAnthropicEngine } from './anthropic.ts';
import { connectAnthropic } from './anthropic-client.ts';
import type { Engine } from './engine.ts';
import type { EngineSettings } from './engine-settings.ts';
import { makeExtractiveEngine } from './extractive.ts';

type Opening = {
  settings: EngineSettings;
  /** How to reach the firm, as last read from the price list. */
  contact(): ContactDetails | null;
  logger: Logger;
};

/** The engine that the settings choose. A model that can't be reached fails its answers; it is never replaced. */
export function openEngine({ settings: { anthropic }, contact, logger }: Opening): Engine {
  if (anthropic === null) return makeExtractiveEngine();
  const { apiKey, baseUrl, ...rest } = anthropic;
  return makeAnthropicEngine({
    client: connectAnthropic({ apiKey, baseUrl }),
    ...rest,
    contact,
    onFailure: (error) => logger.warn({ err: error, code: error.code }, 'the model failed'),
  });
}
