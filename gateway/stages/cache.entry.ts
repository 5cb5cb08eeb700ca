import * as z from 'zod';
import type { CacheEntry } from './cache.store.ts';

/** Raised when entries are written otherwise, or when what a partner route makes of the same data changes. */
const format = 1;

const head = z.tuple([
  z.literal(format),
  z.enum(['ANSWER', 'VALUE']),
  z.number(),
  z.number(),
  z.number(),
  z.string(),
]);
const newline = 0x0a;

/** An entry as it stands in Redis: its facts as one line of JSON, then the body as it is. */
export function writtenEntry({ kind, body, ...facts }: CacheEntry): Buffer {
  const { storedAtMs, freshForMs, keepForMs, dataVersion } = facts;
  const line = JSON.stringify([format, kind, storedAtMs, freshForMs, keepForMs, dataVersion]);
  return Buffer.concat([Buffer.from(`${line}\n`), body]);
}

/** @returns null for what is no entry of this format, such as what the old system left under the same key */
export function readEntry(bytes: Buffer): CacheEntry | null {
  const end = bytes.indexOf(newline);
  if (end === -1) return null;
  try {
    const [, kind, storedAtMs, freshForMs, keepForMs, dataVersion] = head.parse(
      JSON.parse(bytes.toString('utf8', 0, end)),
    );
    // A copy: the library's bytes are a part of all that came with them, which would be kept as well.
    const body = Buffer.from(bytes.subarray(end + 1));
    return { kind, body, storedAtMs, freshForMs, keepForMs, dataVersion };
  } catch {
    return null;
  }
}
