import { describe, expect, test } from '@jest/globals';
import { readEntry, writtenEntry } from './cache.entry.ts';
import type { CacheEntry } from './cache.store.ts';

const entry: CacheEntry = {
  kind: 'ANSWER',
  body: Buffer.from('{"data":{"name":"Villa\\n","price":"1.000 €"}}\n'),
  storedAtMs: 1_700_000_000_000,
  freshForMs: 3_600_000,
  keepForMs: 90_000_000,
  dataVersion: 'pricing="a"\nchat=1',
};

describe('entries in Redis', () => {
  test('are read as they were written, byte for byte', () => {
    expect(readEntry(writtenEntry(entry))).toEqual(entry);
  });

  test.each([
    ['what the old system left there', '{"ok":true,"data":{}}'],
    ['the test key', 'ok'],
    ['another format', String(writtenEntry(entry)).replace(/^\[1,/, '[2,')],
    ['a broken head', '[1,"ANSWER"]\n{}'],
    ['nothing', ''],
  ])('%s is no entry', (_what, text) => {
    expect(readEntry(Buffer.from(text))).toBeNull();
  });
});
