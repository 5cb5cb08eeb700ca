import type { IncomingMessage } from 'node:http';

/** A larger body goes the long way: what is asked in so many words was seldom asked before. */
const mostBytes = 65_536;

/**
 * The length of a body that can be read here.
 * @returns null for one that is empty, large, encoded, or of a length that is not told before
 */
export function plainLength({ headers }: IncomingMessage): number | null {
  if (headers['content-encoding'] !== undefined || headers['transfer-encoding'] !== undefined) return null;
  const length = Number(headers['content-length']);
  return length > 0 && length <= mostBytes ? length : null;
}

/** Reads a body as long as was said; `onBroken` is called instead when the client leaves before its end. */
export function readBody(
  request: IncomingMessage,
  length: number,
  onRead: (body: Buffer) => void,
  onBroken: () => void,
): void {
  let parts: Buffer[] | null = null;
  let read = 0;
  request.on('data', (part: Buffer) => {
    read += part.length;
    if (read === length && parts === null) return onRead(part);
    parts ??= [];
    parts.push(part);
    if (read === length) onRead(Buffer.concat(parts));
  });
  request.on('error', () => {
    if (read < length) onBroken();
  });
}
