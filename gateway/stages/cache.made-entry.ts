import type { CacheEntry } from './cache.store.ts';

type Made = Pick<CacheEntry, 'storedAtMs' | 'freshForMs' | 'keepForMs' | 'dataVersion'>;

/**
 * An answer just made. Its bytes are made when it is asked for again: most answers that are asked for with ever other words
 * never are, and bytes outside the heap bring full collections about.
 */
export class MadeEntry implements CacheEntry {
  readonly kind = 'ANSWER';
  readonly storedAtMs: number;
  readonly freshForMs: number;
  readonly keepForMs: number;
  readonly dataVersion: string;
  /** Of the body, in bytes. */
  readonly length: number;
  /** Null once there are bytes. */
  text: string | null;
  private bytes: Buffer | null = null;

  constructor(text: string, { storedAtMs, freshForMs, keepForMs, dataVersion }: Made) {
    this.text = text;
    this.length = Buffer.byteLength(text);
    this.storedAtMs = storedAtMs;
    this.freshForMs = freshForMs;
    this.keepForMs = keepForMs;
    this.dataVersion = dataVersion;
  }

  get body(): Buffer {
    this.bytes ??= Buffer.from(this.text ?? '');
    this.text = null;
    return this.bytes;
  }
}
