import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { flag, port, readSettings, SettingsError } from './env.ts';

const schema = z.object({
  PORT: port.default(8080),
  SECRET: z.string().min(32, 'must have at least 32 characters'),
  FEATURE: flag.default(false),
});
const secret = 'x'.repeat(32);

function faultsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(schema, environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  test('an absent variable takes its default', () => {
    expect(readSettings(schema, { SECRET: secret })).toEqual({ PORT: 8080, SECRET: secret, FEATURE: false });
  });

  test('an empty variable counts as absent', () => {
    expect(readSettings(schema, { SECRET: secret, PORT: ' ' }).PORT).toBe(8080);
  });

  test.each(['80a', '-1', '1.5', '70000', '0x10'])('a port of %s is refused', (value) => {
    expect(faultsOf({ SECRET: secret, PORT: value })).toEqual([expect.stringMatching(/^PORT: must be/)]);
  });

  test('all faults are named at once', () => {
    expect(faultsOf({ PORT: 'many', FEATURE: 'yes' })).toEqual([
      'PORT: must be a whole number',
      'SECRET: required, but not set',
      expect.stringMatching(/^FEATURE: /),
    ]);
  });

  test('a wrong secret is not repeated in the message', () => {
    expect(() => readSettings(schema, { SECRET: 'hunter2' })).toThrow(
      new SettingsError(['SECRET: must have at least 32 characters']),
    );
  });
});
