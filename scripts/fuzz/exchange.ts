import { connect } from 'node:net';
import type { HostileInput } from './hostile-input.ts';

/** The first answer on a connection. */
export type Answer = {
  status: number;
  /** Lower-case names; of repeated ones the last. */
  headers: ReadonlyMap<string, string>;
  /** What came after the head, chunks and all. */
  body: Buffer;
};

export type Exchanged = {
  /** Null when nothing that looks like an answer came. */
  answer: Answer | null;
  /** The server neither answered in full nor closed within the patience. */
  hung: boolean;
};

export type Target = { host: string; port: number };

const separator = Buffer.from('\r\n\r\n');
const workingMs = 50;
const mostReadBytes = 8 * 2 ** 20;

/**
 * Writes an input to a connection of its own and reads until the answer is whole, the stream has begun, or the server
 * closes; then leaves.
 */
export function exchange(
  { host, port }: Target,
  input: HostileInput,
  patienceMs: number,
): Promise<Exchanged> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let received = Buffer.alloc(0);
    const timer = setTimeout(() => finish(true), patienceMs);
    let farewell: NodeJS.Timeout | undefined;

    function finish(hung: boolean): void {
      clearTimeout(timer);
      clearTimeout(farewell);
      socket.destroy();
      resolve({ answer: answerIn(received), hung });
    }

    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      const answer = answerIn(received);
      if (received.length > mostReadBytes || (answer && !input.isSocket && isWhole(answer, input)))
        finish(false);
    });
    // Written to after the server has refused and left: what it said before is what counts.
    socket.on('error', () => {});
    socket.on('close', () => finish(false));
    socket.write(input.bytes, () => {
      if (input.goodbye.length > 0) farewell = setTimeout(() => socket.end(input.goodbye), workingMs);
      else if (input.endsEarly) socket.end();
    });
  });
}

/** The answer whose head is there, after interim ones; null before. */
export function answerIn(bytes: Buffer): Answer | null {
  const end = bytes.indexOf(separator);
  if (end < 0) return null;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1]);
  if (Number.isNaN(status)) return null;
  const body = bytes.subarray(end + separator.length);
  if (status === 100) return answerIn(body);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { status, headers, body };
}

function isWhole({ status, headers, body }: Answer, { isHead }: HostileInput): boolean {
  if (isHead || status === 204 || status === 304) return true;
  if (headers.get('content-type')?.startsWith('text/event-stream')) return true;
  const length = headers.get('content-length');
  if (length !== undefined) return body.length >= Number(length);
  return body.subarray(-5).equals(Buffer.from('0\r\n\r\n'));
}
