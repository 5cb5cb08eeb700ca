import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cacheKeyOf, canonicalJson } from './cache.key.ts';

describe('cacheKeyOf', () => {
  test.each([
    ['pricing', {}, 'cache:pricing:99914b932bd37a50b983c5e7c90ae93b'],
    ['pricing', { service_type: 'kitap' }, 'cache:pricing:519d97a3b6c3f1a7edb50dc0b6b84282'],
    ['quick-price', { service: 'C1 Tourism' }, 'cache:quick-price:b1ea8039584c5849c6f76dea69a88778'],
    ['kbli', { params: { code: '56101' } }, 'cache:kbli:3af0036a7967a6959644f19c536312b7'],
  ])('%s of %j has the key that partners know', (name, body, key) => {
    expect(cacheKeyOf({ name, body })).toBe(key);
  });
});

describe('canonicalJson', () => {
  test('the order of keys does not matter, at any depth', () => {
    expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: 0 })).toBe(canonicalJson({ a: 0, b: [{ x: 2, y: 1 }] }));
  });

  test('the order of a list does matter', () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  test('it is what JSON says, with keys in the order of their code units', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const keys = fc.uniqueArray(text, { maxLength: 20 });
    fc.assert(
      fc.property(keys, text, (names, value) => {
        const parts = names.toSorted().map((name) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
        const given = Object.fromEntries(names.map((name) => [name, value]));
        expect(canonicalJson(given)).toBe(`{${parts.join(',')}}`);
      }),
    );
    expect(canonicalJson(['\ud800', '"\\\n', 'é', undefined])).toBe('["\\ud800","\\"\\\\\\n","é",null]');
  });

  test('any JSON comes back from it as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
