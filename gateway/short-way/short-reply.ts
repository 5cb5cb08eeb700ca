import type { ServerResponse } from 'node:http';
import type { Kept, Reply } from '../reply.ts';
import { usualHeaders } from '../security-headers.ts';

/** Name after value after name, as Node takes them. */
export type FlatHeaders = readonly string[];

const usual: FlatHeaders = Object.entries(usualHeaders).flat();

/** An answer without Fastify: its headers are kept as Node writes them, in one list, and it is sent once. */
export class ShortReply implements Reply {
  kept: Kept | null = null;
  sentBytes = 0;
  private status = 200;
  private readonly head: string[] = usual.slice();
  private readonly response: ServerResponse;
  private readonly onSend: (body: string | Buffer) => void;

  /** @param onSend told right before it is sent: the last who may set a header */
  constructor(response: ServerResponse, onSend: (body: string | Buffer) => void) {
    this.response = response;
    this.onSend = onSend;
  }

  get headers(): FlatHeaders {
    return this.head;
  }

  code(status: number): this {
    this.status = status;
    return this;
  }

  header(name: string, value: string | number): this {
    const at = this.placeOf(name);
    if (at === -1) this.head.push(name, String(value));
    else this.head[at + 1] = String(value);
    return this;
  }

  /** Headers of names that are not set yet. */
  add(headers: Readonly<Record<string, string>>): void {
    for (const name in headers) this.head.push(name, headers[name] ?? '');
  }

  removeHeader(name: string): void {
    const at = this.placeOf(name);
    if (at !== -1) this.head.splice(at, 2);
  }

  hasHeader(name: string): boolean {
    return this.placeOf(name) !== -1;
  }

  type(mediaType: string): this {
    return this.header('content-type', mediaType);
  }

  send(body: string | Buffer = ''): this {
    this.onSend(body);
    this.sentBytes = Buffer.byteLength(body);
    this.head.push('content-length', String(this.sentBytes));
    this.response.writeHead(this.status, this.head);
    this.response.end(body);
    return this;
  }

  private placeOf(name: string): number {
    for (let at = 0; at < this.head.length; at += 2) if (this.head[at] === name) return at;
    return -1;
  }
}
