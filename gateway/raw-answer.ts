import type { Duplex } from 'node:stream';
import { requestIdFrom } from '../services/shared/request-id.ts';
import { usualHeaders } from './security-headers.ts';

type RawAnswer = {
  /** Code and phrase, such as "404 Not Found". */
  status: string;
  /** What the client is told. */
  error: string;
  /** The request's own id, if it was read and fits. */
  requestId?: string | string[];
  headers?: Readonly<Record<string, string>>;
};

/** Time for a client to read its answer, however much of what it sent is still on the way. */
const lingerMs = 1_000;

/**
 * Answers on a bare connection, where there is no request that a route could take: with the headers of every answer,
 * then goodbye. What still comes in is thrown away, and a client that never leaves is cut: left alone, one that has not
 * sent all it meant to would keep its connection open for ever.
 */
export function answerRaw(connection: Duplex, { status, error, requestId, headers }: RawAnswer): void {
  const body = JSON.stringify({ ok: false, error });
  const all = Object.entries({
    ...usualHeaders,
    'x-request-id': requestIdFrom(requestId),
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...headers,
  });
  const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  connection.on('error', () => connection.destroy());
  connection.end(`HTTP/1.1 ${status}\r\n${head}\r\n${body}`);
  connection.resume();
  const timer = setTimeout(() => connection.destroy(), lingerMs);
  connection.once('close', () => clearTimeout(timer));
}
