import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { readSettings } from '../../shared/env.ts';
import { silentLogger } from '../../shared/testing.ts';
import { engineSettings, engineVariables } from './engine-settings.ts';
import { openEngine } from './open-engine.ts';

const engineOf = (environment: Record<string, string>) => {
  const settings = engineSettings(readSettings(z.object(engineVariables), environment));
  return openEngine({ settings, contact: () => null, logger: silentLogger });
};

describe('the choice of engine', () => {
  it('is the extractive one without a key', async () => {
    const engine = await engineOf({ ANTHROPIC_MODEL: 'claude-x' });

    expect(engine).toMatchObject({ name: 'EXTRACTIVE', model: null });
  });

  it('is the model that is set, with a key', async () => {
    const engine = await engineOf({ ANTHROPIC_API_KEY: 'k', ANTHROPIC_MODEL: 'claude-x' });

    expect(engine).toMatchObject({ name: 'ANTHROPIC', model: 'claude-x' });
  });

  it.each([
    ['ANTHROPIC_BASE_URL', 'ftp://model'],
    ['ANTHROPIC_IDLE_MS', '10'],
    ['ANTHROPIC_MAX_TOKENS', 'many'],
  ])('is refused when %s is %s', (name, value) => {
    expect(() => engineOf({ [name]: value })).toThrow(name);
  });
});
