import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import { quotaHeaderNames, quotaHeaders } from '../quota.http.ts';
import type { Kept } from '../reply.ts';
import type { CachedAnswer } from '../stages/cache.ts';
import type { Operation } from '../stages/operation.ts';
import type { QuotaState } from '../stages/quota.ts';
import type { Exchange } from './exchange.ts';
import { addHeaders, type FlatHeaders } from './short-reply.ts';

/** An answer as it was sent before, but for what is told of each request by itself. */
export type KnownAnswer = {
  /** What the answer is kept under in the response cache. */
  key: string;
  /** What was sent stands for this; another one under the key makes it void. */
  stored: Buffer;
  sent: Buffer;
  headers: FlatHeaders;
  route: string;
  operation: Operation | undefined;
};

/** Answers by the words of their requests: all of a request that its answer hangs on, beside who asks. */
export type KnownAnswers = {
  get(words: string): KnownAnswer | undefined;
  /** Keeps an answer that was sent with these headers, if it came out of the response cache. */
  keep(words: string, kept: Kept, answer: Pick<KnownAnswer, 'sent' | 'headers' | 'route'>): void;
  clear(): void;
};

const mostBytes = 2 * 2 ** 20;

/** What one takes beside its words and what was sent. */
const answerBytes = 2_000;

/** Told of each request by itself; the rest of an answer hangs on the words of the request alone. */
const perRequest: ReadonlySet<string> = new Set([
  ...['x-request-id', 'x-cache', 'age', 'content-length'],
  ...quotaHeaderNames,
]);

export function makeKnownAnswers(): KnownAnswers {
  const known = new LRUCache<string, KnownAnswer>({
    maxSize: mostBytes,
    sizeCalculation: ({ sent }, words) => sent.length + 2 * words.length + answerBytes,
  });
  return {
    get: (words) => known.get(words),
    keep(words, { answer, operation }, { sent, headers, route }) {
      if (answer.cacheStatus !== 'HIT') return;
      known.set(words, {
        key: answer.key,
        stored: answer.body,
        sent,
        headers: lasting(headers),
        route,
        operation,
      });
    },
    clear: () => known.clear(),
  };
}

function lasting(headers: FlatHeaders): string[] {
  return headers.filter((_text, at) => !perRequest.has(headers[at - (at % 2)] ?? ''));
}

/** All of a request that its answer hangs on, beside who asks and its body. */
export function wordsOf({ method, url, headers }: IncomingMessage): string {
  const { accept = '', origin = '' } = headers;
  return `${method} ${url}\n${accept}\n${headers['accept-encoding'] ?? ''}\n${origin}`;
}

/**
 * Writes the bytes that were sent before, with what is told of each request by itself.
 * @param kept what the response cache keeps now; its bytes are those that the known answer stands for
 * @param state where the caller's quota stands; null where that is not told
 */
export function answerKnown(
  exchange: Exchange,
  { headers, sent, operation }: KnownAnswer,
  { ageSeconds }: CachedAnswer,
  state: QuotaState | null,
): void {
  const { requestId, request } = exchange;
  const head = headers.slice();
  head.push('x-request-id', requestId, 'x-cache', 'HIT');
  if (request.method === 'GET') head.push('age', String(ageSeconds));
  if (state) addHeaders(head, quotaHeaders(state));
  exchange.ran(operation);
  exchange.answer(200, head, sent, operation);
}
