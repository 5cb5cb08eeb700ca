import { describe, expect, test } from '@jest/globals';
import { SettingsError } from '../shared/env.ts';
import { pricingSettings } from './config.ts';

describe('pricingSettings', () => {
  test('everything has a default', () => {
    expect(pricingSettings({})).toMatchObject({
      port: 4001,
      quoteValidDays: 14,
      pollSeconds: 5,
      introspection: true,
    });
  });

  test('introspection is off in production unless turned on', () => {
    expect(pricingSettings({ NODE_ENV: 'production' }).introspection).toBe(false);
    expect(pricingSettings({ NODE_ENV: 'production', INTROSPECTION: 'on' }).introspection).toBe(true);
  });

  test('API keys are served when gateway and access share a secret', () => {
    expect(pricingSettings({}).access).toBeNull();
    expect(pricingSettings({ ACCESS_GATEWAY_SECRET: 'x'.repeat(32) }).access).toEqual({
      secret: 'x'.repeat(32),
    });
  });

  test.each([
    { QUOTE_VALID_DAYS: '0' },
    { QUOTE_VALID_DAYS: '366' },
    { QUOTE_VALID_DAYS: '-14' },
    { QUOTE_VALID_DAYS: '14.5' },
    { DATASET_POLL_SECONDS: '0' },
    { DATABASE_URL: 'mysql://db' },
    { LOG_LEVEL: 'loud' },
    { ACCESS_GATEWAY_SECRET: 'short' },
  ])('%j is refused', (environment) => {
    expect(() => pricingSettings(environment)).toThrow(SettingsError);
  });
});
