import fc from 'fast-check';
import { hostileOperation } from './hostile-operation.ts';
import { hostileJson, hostileText, hostileValue } from './hostile-text.ts';

/** What is written to a connection, as it stands. */
export type HostileInput = {
  /** What of the edge it is meant for. */
  kind: string;
  bytes: Buffer;
  /** The client says that nothing follows, although it has promised more. */
  endsEarly: boolean;
  /** Written last, after a pause in which the rest is worked on; empty: nothing is. */
  goodbye: Buffer;
  /** Reads frames of a WebSocket in place of an answer. */
  isSocket: boolean;
  /** Answers to it have no body. */
  isHead: boolean;
};

const nothing = Buffer.alloc(0);

type Header = readonly [name: string, value: string];

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
const headers: fc.Arbitrary<readonly Header[]> = fc.oneof(
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

const contentType = fc.oneof(
  { weight: 8, arbitrary: fc.constant('application/json') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'application/json; charset=utf-16',
      'application/json; charset=latin1',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/graphql',
      'application/jsonn',
      'a/b/c',
      'application/json, text/plain',
      '',
      'application/json;;;;',
      'application/JSON',
    ),
  },
);
const fields = fc.record(
  {
    query: hostileValue,
    service: hostileValue,
    code: hostileValue,
    limit: hostileValue,
    edition: hostileValue,
    category: hostileValue,
    user_email: hostileValue,
    tools: hostileValue,
    conversation_history: hostileValue,
  },
  { requiredKeys: [] },
);
const body: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 6, arbitrary: hostileJson(hostileOperation).map((text) => Buffer.from(text)) },
  { weight: 3, arbitrary: hostileJson(fields).map((text) => Buffer.from(text)) },
  {
    weight: 1,
    arbitrary: fc
      .array(hostileOperation, { maxLength: 5 })
      .map((batch) => Buffer.from(JSON.stringify(batch))),
  },
  { weight: 1, arbitrary: hostileJson(hostileOperation).map((text) => Buffer.from(text, 'utf16le')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1_048_000, max: 1_200_000 })
      .map((length) => Buffer.from(`{"query":"${'a'.repeat(length)}"}`)),
  },
);

/** How the length of the body is told: rightly, in chunks, or by some other number. */
const framing = fc.oneof(
  { weight: 10, arbitrary: fc.constant('right') },
  { weight: 2, arbitrary: fc.constant('chunked') },
  { weight: 1, arbitrary: fc.constantFrom('short', 'long', 'none') },
) as fc.Arbitrary<'right' | 'chunked' | 'short' | 'long' | 'none'>;

type Parts = {
  method: string;
  path: string;
  headers: readonly Header[];
  type: string;
  body: Buffer;
  framing: 'right' | 'chunked' | 'short' | 'long' | 'none';
  version: string;
  host: boolean;
};

const parts: fc.Arbitrary<Parts> = fc.record({
  method: fc.oneof(
    { weight: 6, arbitrary: fc.constant('POST') },
    { weight: 5, arbitrary: fc.constant('GET') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'HEAD',
        'PUT',
        'DELETE',
        'PATCH',
        'OPTIONS',
        'TRACE',
        'PROPFIND',
        'QUERY',
        'FOO',
        'get',
      ),
    },
  ),
  path: fc.tuple(address, parameters).map(([path, query]) => path + query),
  headers,
  type: contentType,
  body,
  framing,
  version: fc.oneof(
    { weight: 30, arbitrary: fc.constant('1.1') },
    { weight: 1, arbitrary: fc.constantFrom('1.0', '2.0', '0.9', '9') },
  ),
  host: fc.oneof({ weight: 30, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});

/** Requests over HTTP/1.1. */
export const hostileRequest: fc.Arbitrary<HostileInput> = parts.map((given) => {
  const { method, path, framing, version, host } = given;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const sent = hasBody ? framed(given.body, framing) : { headers: [], bytes: Buffer.alloc(0) };
  const all: Header[] = [
    ...(host ? [['host', 'gateway.example'] as const] : []),
    ['connection', 'close'],
    ...(hasBody && given.type !== '' ? [['content-type', given.type] as const] : []),
    ...sent.headers,
    ...given.headers,
  ];
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = Buffer.from(`${method} ${path} HTTP/${version}\r\n${lines}\r\n`);
  return {
    kind: `${method} ${path.split(/[?;]/, 1)[0]?.slice(0, 40)}`,
    bytes: Buffer.concat([head, sent.bytes]),
    goodbye: nothing,
    endsEarly:
      framing === 'long' ||
      given.headers.some(([name]) => name === 'content-length' || name === 'transfer-encoding'),
    isSocket: false,
    isHead: method === 'HEAD',
  };
});

function framed(bytes: Buffer, framing: Parts['framing']): { headers: Header[]; bytes: Buffer } {
  const length = (value: number): Header[] => [['content-length', String(value)]];
  if (framing === 'none') return { headers: [], bytes };
  if (framing === 'short') return { headers: length(Math.floor(bytes.length / 2)), bytes };
  if (framing === 'long') return { headers: length(bytes.length + 10), bytes };
  if (framing === 'right') return { headers: length(bytes.length), bytes };
  const chunk = Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
  return {
    headers: [['transfer-encoding', 'chunked']],
    bytes: Buffer.concat([bytes.length > 0 ? chunk : Buffer.alloc(0), Buffer.from('0\r\n\r\n')]),
  };
}

/** Bytes that are no HTTP. */
export const hostileBytes: fc.Arbitrary<HostileInput> = fc
  .oneof(
    fc.uint8Array({ minLength: 1, maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        'GET',
        'GET / HTTP/1.1',
        'GET  / HTTP/1.1\r\n\r\n',
        '\u0016\u0003\u0001\u0002',
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        'CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: a\r\n\r\n',
        'GET / HTTP/1.1\nhost: a\n\n',
      )
      .map((text) => Buffer.from(text)),
  )
  .map((bytes) => ({
    kind: 'bytes',
    bytes,
    endsEarly: true,
    goodbye: nothing,
    isSocket: false,
    isHead: false,
  }));
