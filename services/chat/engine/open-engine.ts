import type { Logger } from '../../shared/logger.ts';
import type { ContactDetails } from '../phrases.ts';
import type { Engine } from './engine.ts';
import type { EngineSettings } from './engine-settings.ts';
import { makeExtractiveEngine } from './extractive.ts';

type Opening = {
  settings: EngineSettings;
  /** How to reach the firm, as last read from the price list. */
  contact(): ContactDetails | null;
  logger: Logger;
};

/**
 * The engine that the settings choose, with its SDK loaded only when they choose a model. A model that can't be reached
 * fails its answers; it is never replaced.
 */
export async function openEngine({ settings: { anthropic }, contact, logger }: Opening): Promise<Engine> {
  if (anthropic === null) return makeExtractiveEngine();
  const { connectAnthropic } = await import('./anthropic-client.ts');
  const { makeAnthropicEngine } = await import('./anthropic.ts');
  const { apiKey, baseUrl, ...rest } = anthropic;
  return makeAnthropicEngine({
    client: connectAnthropic({ apiKey, baseUrl }),
    ...rest,
    contact,
    onFailure: (error, requestId) =>
      logger.warn({ requestId, err: error, code: error.code }, 'the model failed'),
  });
}
