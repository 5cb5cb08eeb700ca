import { describe, expect, test } from '@jest/globals';
import { cacheKeyOf, canonicalJson, makeMemoryCache } from './cache.ts';

describe('cacheKeyOf', () => {
  test.each([
    ['pricing', {}, 'cache:pricing:99914b932bd37a50b983c5e7c90ae93b'],
    ['pricing', { service_type: 'kitap' }, 'cache:pricing:519d97a3b6c3f1a7edb50dc0b6b84282'],
    ['quick-price', { service: 'C1 Tourism' }, 'cache:quick-price:b1ea8039584c5849c6f76dea69a88778'],
    ['kbli', { params: { code: '56101' } }, 'cache:kbli:3af0036a7967a6959644f19c536312b7'],
  ])('%s of %j has the key that partners know', (name, body, key) => {
    expect(cacheKeyOf({ name, body })).toBe(key);
  });

  test('the order of keys does not matter, at any depth', () => {
    expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: 0 })).toBe(canonicalJson({ a: 0, b: [{ x: 2, y: 1 }] }));
  });

  test('the order of a list does matter', () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });
});

describe('makeMemoryCache', () => {
  test('an entry is found under its data version', async () => {
    const cache = makeMemoryCache(1_000);

    await cache.set('k', { body: '{}', dataVersion: '1' }, 60);

    expect(await cache.get('k', '1')).toBe('{}');
  });

  test('an entry of another data version is a miss', async () => {
    const cache = makeMemoryCache(1_000);

    await cache.set('k', { body: '{}', dataVersion: '1' }, 60);

    expect(await cache.get('k', '2')).toBeNull();
  });

  test('an entry is gone when its time is over', async () => {
    let nowMs = 1;
    const cache = makeMemoryCache(1_000, { now: () => nowMs });
    await cache.set('k', { body: '{}', dataVersion: '1' }, 60);

    nowMs += 60_001;

    expect(await cache.get('k', '1')).toBeNull();
  });

  test('the oldest entries go when the bytes are used up', async () => {
    const cache = makeMemoryCache(100);
    const entry = { body: 'x'.repeat(8), dataVersion: '1' };

    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await cache.set(key, entry, 60);

    expect(await cache.get('a', '1')).toBeNull();
    expect(await cache.get('f', '1')).toBe(entry.body);
  });

  test('a body larger than a quarter of the cache is not kept', async () => {
    const cache = makeMemoryCache(100);

    await cache.set('k', { body: 'x'.repeat(50), dataVersion: '1' }, 60);

    expect(await cache.get('k', '1')).toBeNull();
  });

  test('a cache of no bytes keeps nothing', async () => {
    const cache = makeMemoryCache(0);

    await cache.set('k', { body: '{}', dataVersion: '1' }, 60);

    expect(await cache.get('k', '1')).toBeNull();
  });
});
