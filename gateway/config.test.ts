import { describe, expect, test } from '@jest/globals';
import { SettingsError } from '../services/shared/env.ts';
import { gatewaySettings } from './config.ts';

const production = { NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(32) };

describe('gatewaySettings', () => {
  test('nothing set: everything in one process on port 8080, open to explore', () => {
    expect(gatewaySettings({})).toMatchObject({
      production: false,
      port: 8080,
      proxyHops: 0,
      operationTimeoutMs: 10_000,
      sight: { graphiql: 'on', metricsPort: null, traceCollector: null },
      limits: {
        introspection: true,
        trustedOnly: 'off',
        persistedMaxBytes: 4_194_304,
        maxAliases: 15,
        maxAliasesWithKey: 50,
        maxCost: 10_000,
        costPerUnit: 3_000,
      },
      allowedOrigins: ['https://zantara.balizero.com'],
      sessionSecret: undefined,
      sessionMaxAgeDays: 90,
      streamStallMs: 30_000,
      pricing: null,
      chat: null,
      access: null,
      embedded: { databaseUrl: undefined, dataDir: '.data', quoteValidDays: 14 },
    });
  });

  test('production closes GraphiQL and introspection', () => {
    const { sight, limits } = gatewaySettings(production);

    expect([sight.graphiql, limits.introspection]).toEqual(['off', false]);
  });

  test('either can be opened in production by its own setting', () => {
    const { sight, limits } = gatewaySettings({ ...production, GRAPHIQL: 'on' });

    expect([sight.graphiql, limits.introspection]).toEqual(['on', false]);
  });

  test('GraphiQL by key alone closes introspection to all others, also outside production', () => {
    const { sight, limits } = gatewaySettings({ GRAPHIQL: 'key' });

    expect([sight.graphiql, limits.introspection]).toEqual(['key', false]);
  });

  test('production tells its numbers on a port of their own, which can be chosen', () => {
    expect(gatewaySettings(production).sight.metricsPort).toBe(9_091);
    expect(gatewaySettings({ METRICS_PORT: '9200' }).sight.metricsPort).toBe(9_200);
  });

  test('where only trusted documents are served, nobody makes others known', () => {
    const { limits } = gatewaySettings({ TRUSTED_ONLY: 'on' });

    expect(limits).toMatchObject({ trustedOnly: 'on', persistedMaxBytes: 0 });
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

  test('production signs sessions with a secret that is given', () => {
    expect(() => gatewaySettings({ NODE_ENV: 'production' })).toThrow(/SESSION_SECRET: required/);
  });

  test('a chat at an address of its own needs the secret that both ends share, told with all other faults', () => {
    const environment = { CHAT_URL: 'http://chat.internal:8000/graphql', PORT: 'x' };

    expect(() => gatewaySettings(environment)).toThrow(/PORT.*\n.*CHAT_GATEWAY_SECRET: required/);
  });

  test('access at an address of its own needs the secret that both ends share', () => {
    const environment = { ACCESS_URL: 'http://pricing.internal:4001/access/graphql' };
    const secret = 'x'.repeat(32);

    expect(() => gatewaySettings(environment)).toThrow(/ACCESS_GATEWAY_SECRET: required with ACCESS_URL/);
    expect(gatewaySettings({ ...environment, ACCESS_GATEWAY_SECRET: secret }).access).toEqual({
      url: environment.ACCESS_URL,
      secret,
    });
  });

  test('a gateway without a database is told where its API keys are', () => {
    const apart = {
      PRICING_URL: 'http://pricing.internal:4001/graphql',
      CHAT_URL: 'http://chat.internal:8000/graphql',
      CHAT_GATEWAY_SECRET: 'x'.repeat(32),
    };

    expect(() => gatewaySettings(apart)).toThrow(/ACCESS_URL: required with PRICING_URL and CHAT_URL/);
    expect(gatewaySettings({ ...apart, DATABASE_URL: 'postgresql://db/zantara' }).access).toBeNull();
  });

  test.each(['short', 'é'.repeat(15)])('a secret of less than 32 bytes is refused: %s', (secret) => {
    expect(() => gatewaySettings({ SESSION_SECRET: secret })).toThrow('at least 32 bytes');
  });

  test('origins are listed with commas, each as a browser sends it', () => {
    const { allowedOrigins } = gatewaySettings({ ALLOWED_ORIGINS: 'https://a.com, http://localhost:3000' });

    expect(allowedOrigins).toEqual(['https://a.com', 'http://localhost:3000']);
    expect(() => gatewaySettings({ ALLOWED_ORIGINS: 'https://a.com/' })).toThrow('ALLOWED_ORIGINS');
    expect(() => gatewaySettings({ ALLOWED_ORIGINS: '*' })).toThrow('ALLOWED_ORIGINS');
  });

  test('no issuer: no tokens are taken', () => {
    expect(gatewaySettings({}).tokens).toBeNull();
  });

  test('issuer and audience say whose tokens are believed', () => {
    const { tokens } = gatewaySettings({ OIDC_ISSUER: 'https://id.example/', OIDC_AUDIENCE: 'us' });

    expect(tokens).toEqual({
      issuer: 'https://id.example/',
      audience: 'us',
      jwksUrl: undefined,
      clockSkewSeconds: 60,
    });
  });

  test.each([
    [{ OIDC_ISSUER: 'https://id.example' }, 'OIDC_AUDIENCE: required'],
    [{ OIDC_AUDIENCE: 'us' }, 'OIDC_ISSUER: required'],
    [{ OIDC_JWKS_URL: 'https://id.example/keys' }, 'OIDC_ISSUER: required'],
    [{ ...production, OIDC_ISSUER: 'http://id.example', OIDC_AUDIENCE: 'us' }, 'OIDC_ISSUER: must be https'],
    [{ ...production, RATE_LIMIT: 'off' }, 'RATE_LIMIT: can not be off'],
  ])('settings that do not go together are refused: %o', (environment, fault) => {
    expect(() => gatewaySettings(environment)).toThrow(fault);
  });

  test('quotas are those of the contract, and this machine is spared outside production only', () => {
    expect(gatewaySettings({}).quotas).toEqual({
      enabled: true,
      loopbackExempt: true,
      tiers: {
        GLOBAL: { limit: 30, windowSeconds: 900 },
        SESSION: { limit: 120, windowSeconds: 60 },
        API: { limit: 20, windowSeconds: 60 },
        STRICT: { limit: 5, windowSeconds: 3_600 },
      },
    });
    expect(gatewaySettings(production).quotas.loopbackExempt).toBe(false);
  });
});
