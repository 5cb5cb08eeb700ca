import { expect, test } from '@jest/globals';
import { MadeEntry } from './cache.made-entry.ts';

test('an entry gives the same bytes each time, and keeps its text no longer than until then', () => {
  const times = { storedAtMs: 1, freshForMs: 2, keepForMs: 3, dataVersion: 'v' };
  const entry = new MadeEntry('{"data":{"città":"Denpasar – Bali"}}', times);

  expect(entry.length).toBe(39);
  expect(entry.text).not.toBeNull();
  const { body } = entry;
  expect(String(body)).toBe('{"data":{"città":"Denpasar – Bali"}}');
  expect(body).toHaveLength(39);
  expect(entry.body).toBe(body);
  expect(entry.text).toBeNull();
  expect(entry).toMatchObject({ kind: 'ANSWER', ...times });
});
