import fc from 'fast-check';
import { hostileText } from './hostile-text.ts';

export type Header = readonly [name: string, value: string];

const headerName = fc.constantFrom(
  'accept',
  'authorization',
  'x-api-key',
  'x-session',
  'cookie',
  'if-none-match',
  'x-forwarded-for',
  'x-request-id',
  'last-event-id',
  'origin',
  'x-reconnection',
  'x-continuity-id',
  'accept-encoding',
  'accept-language',
  'range',
  'x-http-method-override',
  'forwarded',
  'traceparent',
  'expect',
  'te',
  'upgrade',
  'sec-websocket-version',
  'apollo-require-preflight',
);
const headerValue = fc.oneof(
  fc.constantFrom(
    '*/*',
    'text/event-stream',
    'application/graphql-response+json',
    'text/html',
    'application/json;charset=utf-16',
    ';;;,,,',
    'Bearer',
    'Bearer a.b.c',
    `Bearer ${'a'.repeat(4_000)}`,
    'Basic YTpi',
    'zk_live_000000',
    '*',
    'W/"x", "y',
    '1.2.3.4, ::1, unknown, 999.1.1.1',
    '203.0.113.9',
    `${'1.1.1.1, '.repeat(900)}2.2.2.2`,
    '00-00000000000000000000000000000000-0000000000000000-ff',
    'gzip;q=0, br;q=9, *;q=0',
    'bytes=0-,-1',
    '100-continue',
    'nonsense',
    'https://elsewhere.example',
    'null',
    'zantara_session=; zantara_session=a.b; =; a',
    '0',
    'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.',
  ),
  hostileText.map((text) => text.replaceAll(/[\r\n\0]/g, ' ').slice(0, 3_000)),
);
/** Headers beside those that a request needs: none, a few, very many, or what no header is. */
export const hostileHeaders: fc.Arbitrary<readonly Header[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 8, arbitrary: fc.array(fc.tuple(headerName, headerValue), { minLength: 1, maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 50, max: 1_500 })
      .map((count) => Array.from({ length: count }, (_, index): Header => [`x${index}`, '1'])),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Header[]>(
      [['bad name', '1']],
      [['x-folded', '1\r\n 2']],
      [['x-nul', 'a\u0000b']],
      [['content-length', '-1']],
      [['content-length', '1, 2']],
      [['transfer-encoding', 'chunked, identity']],
      [['host', '']],
      [['host', 'a, b']],
      [[`x${'y'.repeat(17_000)}`, '1']],
      [['transfer-encoding', 'chunked']],
    ),
  },
);
