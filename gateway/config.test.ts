import { describe, expect, test } from '@jest/globals';
import { SettingsError } from '../services/shared/env.ts';
import { gatewaySettings } from './config.ts';

describe('gatewaySettings', () => {
  test('nothing set: everything in one process on port 8080, open to explore', () => {
    expect(gatewaySettings({})).toMatchObject({
      production: false,
      port: 8080,
      proxyHops: 0,
      operationTimeoutMs: 10_000,
      graphiql: true,
      introspection: true,
      pricing: null,
      embedded: { databaseUrl: undefined, dataDir: '.data', quoteValidDays: 14 },
    });
  });

  test('production closes GraphiQL and introspection', () => {
    const { graphiql, introspection } = gatewaySettings({ NODE_ENV: 'production' });

    expect({ graphiql, introspection }).toEqual({ graphiql: false, introspection: false });
  });

  test('either can be opened in production by its own setting', () => {
    const { graphiql, introspection } = gatewaySettings({ NODE_ENV: 'production', GRAPHIQL: 'on' });

    expect({ graphiql, introspection }).toEqual({ graphiql: true, introspection: false });
  });

  test('an address for pricing takes it out of the process', () => {
    const { pricing } = gatewaySettings({ PRICING_URL: 'http://pricing.internal:4001/graphql' });

    expect(pricing).toEqual({ url: 'http://pricing.internal:4001/graphql' });
  });

  test('all faults are told at once, without the values', () => {
    const environment = { PORT: 'x', PRICING_URL: 'ftp://secret', DATABASE_URL: 'mysql://root:secret@db' };

    expect(() => gatewaySettings(environment)).toThrow(SettingsError);
    expect(() => gatewaySettings(environment)).toThrow(/PORT.*\n.*PRICING_URL.*\n.*DATABASE_URL/);
    expect(() => gatewaySettings(environment)).not.toThrow(/secret/);
  });
});
