import type { IncomingHttpHeaders } from 'node:http';
import type { CachedAnswer } from './stages/cache.ts';
import type { Operation } from './stages/operation.ts';

/** An answer of the response cache that is the same for everybody who asks in the same words, and what was asked. */
export type Kept = { answer: CachedAnswer; operation?: Operation };

/** What an answer hangs on beside what was asked for. */
export type Asked = { method: string; headers: IncomingHttpHeaders };

/** What an answer is written through, whichever way its request took: Fastify's own is one. */
export type Reply = {
  /** Set for an answer that may be given again without being made. */
  kept: Kept | null;
  code(status: number): Reply;
  /** Sets a header, its name in lower case; one of the same name goes. */
  header(name: string, value: string | number): Reply;
  removeHeader(name: string): void;
  hasHeader(name: string): boolean;
  type(mediaType: string): Reply;
  send(body?: string | Buffer): Reply;
};
