import type { Kept, Reply } from '../reply.ts';
import { usualHeaders } from '../security-headers.ts';

/** Name after value after name, as Node takes them. */
export type FlatHeaders = readonly string[];

/** Sends an answer, with its head but for the length. */
type Send = (status: number, head: string[], body: string | Buffer) => void;

/** Adds headers of names that are not there yet. */
export function addHeaders(head: string[], headers: Readonly<Record<string, string>>): void {
  for (const name in headers) head.push(name, headers[name] ?? '');
}

const usual: FlatHeaders = Object.entries(usualHeaders).flat();

/** An answer without Fastify: its headers are kept as Node writes them, in one list, and it is sent once. */
export class ShortReply implements Reply {
  kept: Kept | null = null;
  private status = 200;
  private readonly head: string[] = usual.slice();
  private readonly onSend: Send;

  constructor(onSend: Send) {
    this.onSend = onSend;
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
    addHeaders(this.head, headers);
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
    this.onSend(this.status, this.head, body);
    return this;
  }

  private placeOf(name: string): number {
    for (let at = 0; at < this.head.length; at += 2) if (this.head[at] === name) return at;
    return -1;
  }
}
