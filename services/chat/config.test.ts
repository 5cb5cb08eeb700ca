import { describe, expect, test } from '@jest/globals';
import { SettingsError } from '../shared/env.ts';
import { chatSettings } from './config.ts';

const secret = 'a secret of at least thirty-two bytes';
const given = { CHAT_GATEWAY_SECRET: secret };

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    chatSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
  }
  return [];
}

describe('chatSettings', () => {
  test('everything but the secret has a default, and each real component is switched by its own setting', () => {
    expect(chatSettings(given)).toMatchObject({
      port: 8000,
      gateway: { url: 'http://127.0.0.1:8080', secret },
      answers: {
        redisUrl: undefined,
        retrieval: { qdrant: null, embeddings: null },
        engine: { anthropic: null },
        limits: { answerTimeoutMs: 120_000, mostRunning: 100 },
      },
    });
  });

  test('production names everything that it lacks at once', () => {
    const faults = faultsOf({ NODE_ENV: 'production' }).join('\n');

    for (const name of ['CHAT_GATEWAY_SECRET', 'DATABASE_URL', 'REDIS_URL']) expect(faults).toContain(name);
  });

  test('a wrong secret is never repeated', () => {
    expect(faultsOf({ CHAT_GATEWAY_SECRET: 'too short' }).join()).not.toContain('too short');
  });

  test.each([
    { REDIS_URL: 'http://redis' },
    { GATEWAY_INTERNAL_URL: 'gateway' },
    { ANSWERS_AT_ONCE: '0' },
    { ANSWER_TIMEOUT_MS: '1' },
    { CHAT_GATEWAY_SECRET: 'short' },
  ])('%j is refused', (environment) => {
    expect(() => chatSettings({ ...given, ...environment })).toThrow(SettingsError);
  });
});
