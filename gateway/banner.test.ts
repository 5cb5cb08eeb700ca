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

  test('a database is named without its password', () => {
    const settings = gatewaySettings({ DATABASE_URL: 'postgresql://app:hunter2@db.internal/zantara' });

    const text = banner({ settings, port: 8080 });

    expect(text).toContain('PostgreSQL at db.internal/zantara');
    expect(text).not.toContain('hunter2');
  });
});
