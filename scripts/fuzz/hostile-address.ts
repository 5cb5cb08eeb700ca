import fc from 'fast-check';
import { hostileOperation } from './hostile-operation.ts';
import { hostileText } from './hostile-text.ts';

const address = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '/graphql',
      '/api/v2/bali-zero/kbli',
      '/api/v2/bali-zero/price',
      '/api/v2/bali-zero/pricing',
      '/api/v2/bali-zero/kbli/requirements',
      '/api/v2/bali-zero/quick-price',
      '/bali-zero/chat-stream',
      '/bali-zero/chat',
      '/tools',
      '/health',
      '/ready',
      '/',
      '/cache/stats',
      '/cache/health',
      '/internal/graph',
      '/graphiql',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '/%2e%2e/%2e%2e/etc/passwd',
      '/../.env',
      '//graphql',
      '/graphql%2f',
      '/graphql/',
      '/GRAPHQL',
      '/graphql;a=b',
      '/%',
      '/%zz',
      '/%c0%af',
      '/graphql%00',
      '/.git/config',
      '*',
      'http://elsewhere.example/graphql',
      '/api/v2/bali-zero/%2e%2e/pricing',
      '/__proto__',
      '/constructor',
      '/graphiql/../package.json',
    ),
  },
  { weight: 1, arbitrary: hostileText.map((text) => `/${encodeLoosely(text).slice(0, 8_000)}`) },
);

const names = [
  'query',
  'code',
  'category',
  'edition',
  'limit',
  'service',
  'q',
  'lang',
  'variables',
  'documentId',
  'extensions',
  'operationName',
  'afterSequence',
  'a[]',
  '__proto__',
  'constructor',
];
const parameters = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 5,
    arbitrary: fc
      .array(fc.tuple(fc.constantFrom(...names), hostileText), { maxLength: 5 })
      .map(
        (pairs) =>
          `?${pairs.map(([name, value]) => `${name}=${encodeLoosely(value).slice(0, 6_000)}`).join('&')}`,
      ),
  },
  {
    weight: 2,
    arbitrary: hostileOperation.map(
      (operation) =>
        `?${new URLSearchParams(Object.entries(operation).map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)])).toString().slice(0, 12_000)}`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '?%',
      '?a=%zz',
      '?&&&===',
      '?query',
      '??',
      '?query=1&query=2',
      '?code[]=1&code[$gt]=',
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 100, max: 3_000 }).map((count) => `?${'a=1&'.repeat(count)}`) },
);

/** What no request line can hold is encoded; the rest stays as it is, right or wrong. */
function encodeLoosely(text: string): string {
  return Buffer.from(text)
    .toString()
    .replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent);
}

/** What stands in the first line: a path of ours or none, with parameters or without. */
export const hostileAddress: fc.Arbitrary<string> = fc
  .tuple(address, parameters)
  .map(([path, query]) => path + query);
