import { describe, expect, test } from '@jest/globals';
import { banner } from './banner.ts';
import { gatewaySettings } from './config.ts';

describe('banner', () => {
  test('it names the addresses and what runs inside', () => {
    const text = banner({ settings: gatewaySettings({}), port: 8099 });

    expect(text).toContain('http://localhost:8099/graphql');
    expect(text).toContain('http://localhost:8099/graphiql');
    expect(text).toContain('embedded PostgreSQL in .data');
    expect(text).toContain('answers composed without a language model');
  });

  test('a first key is told, with the file that keeps it', () => {
    const firstKey = { secret: 'zk_first', file: '.data/admin-key' };

    const text = banner({ settings: gatewaySettings({}), port: 8099, firstKey });

    expect(text).toMatch(/Admin key +zk_first \(told this once, kept in \.data\/admin-key\)/);
  });

  test('a database is named without its password', () => {
    const settings = gatewaySettings({ DATABASE_URL: 'postgresql://app:hunter2@db.internal/zantara' });

    const text = banner({ settings, port: 8080 });

    expect(text).toContain('PostgreSQL at db.internal/zantara');
    expect(text).not.toContain('hunter2');
  });

  test.each([
    [{}, 'Quotas    counted in this process; none for calls from this machine'],
    [{ REDIS_URL: 'redis://:hunter2@redis.internal' }, 'Quotas    counted in Redis; none for'],
    [{ RATE_LIMIT: 'off' }, 'Quotas    off: nobody is refused'],
    [{ NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(32) }, 'Quotas    counted in this process\n'],
    [{ OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: 'us' }, 'Tokens    of https://id.example'],
  ])('it says how callers are known and counted: %o', (environment, line) => {
    const text = banner({ settings: gatewaySettings(environment), port: 8080 });

    expect(text).toContain(line);
    expect(text).not.toContain('hunter2');
  });
});
