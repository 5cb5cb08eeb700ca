import { Anthropic } from '@anthropic-ai/sdk';

export type AnthropicSettings = {
  apiKey: string;
  /** Address of the Messages API; the public one when null. */
  baseUrl: string | null;
};

/**
 * The SDK's client as this engine needs it: no retries of its own, since only the engine knows what the reader has
 * seen; no lines on the console, which would hold people's questions; no trace headers to the outside.
 */
export function connectAnthropic({ apiKey, baseUrl }: AnthropicSettings): Anthropic {
  return new Anthropic({
    apiKey,
    authToken: null,
    baseURL: baseUrl ?? 'https://api.anthropic.com',
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: { propagation: false },
  });
}
