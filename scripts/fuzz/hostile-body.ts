import fc from 'fast-check';
import type { Header } from './hostile-header.ts';
import { hostileOperation } from './hostile-operation.ts';
import { hostileJson, hostileValue } from './hostile-text.ts';

/** As it is told, whatever the body is. */
export const contentType = fc.oneof(
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
export const hostileBody: fc.Arbitrary<Buffer> = fc.oneof(
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

export type Framing = 'right' | 'chunked' | 'short' | 'long' | 'none';

/** How the length of the body is told: rightly, in chunks, or by some other number. */
export const hostileFraming = fc.oneof(
  { weight: 10, arbitrary: fc.constant('right') },
  { weight: 2, arbitrary: fc.constant('chunked') },
  { weight: 1, arbitrary: fc.constantFrom('short', 'long', 'none') },
) as fc.Arbitrary<Framing>;

/** A body as it goes over the connection, with the headers that tell of it. */
export function framed(bytes: Buffer, framing: Framing): { headers: Header[]; bytes: Buffer } {
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
