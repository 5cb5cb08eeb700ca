import fc from 'fast-check';
import { hostileAddress } from './hostile-address.ts';
import { contentType, type Framing, framed, hostileBody, hostileFraming } from './hostile-body.ts';
import { type Header, hostileHeaders } from './hostile-header.ts';
import type { HostileInput } from './hostile-input.ts';

const nothing = Buffer.alloc(0);

type Parts = {
  method: string;
  path: string;
  headers: readonly Header[];
  type: string;
  body: Buffer;
  framing: Framing;
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
  path: hostileAddress,
  headers: hostileHeaders,
  type: contentType,
  body: hostileBody,
  framing: hostileFraming,
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
  const sent = hasBody ? framed(given.body, framing) : { headers: [], bytes: nothing };
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
