import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';

/** That much is written at once of what is there at once. */
const fullBytes = 16_384;

/**
 * Writes text to a client, what is there at the same time together. Node's own `write` makes four pieces of a chunk and
 * waits a turn for more; for each frame of each reader that costs as much as sending it. Here a chunk is one piece.
 */
export class FrameWriter {
  private text = '';

  /** @param raw with its head made */
  constructor(private readonly raw: ServerResponse) {
    // It would stay behind what goes to the socket past Node's own `write`.
    raw.flushHeaders();
  }

  /** Adds text to what the next `flush` writes. */
  add(text: string): void {
    this.text = this.text === '' ? text : this.text + text;
  }

  /** Whether enough is there to be written by itself. */
  get isFull(): boolean {
    return this.text.length >= fullBytes;
  }

  /** Whether what was written before waits for the client to read. */
  get isHeldUp(): boolean {
    return this.target.writableNeedDrain;
  }

  /** @returns false when no more is to be written until the client has read */
  flush(): boolean {
    const { raw, text } = this;
    this.text = '';
    // Nobody is there to wait for.
    if (text === '' || raw.destroyed) return true;
    const { socket } = raw;
    // Older HTTP has no chunks, and a response that waits behind another one of its connection has no socket yet.
    if (!socket || !raw.chunkedEncoding) return raw.write(text);
    return socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
  }

  /** Resolves to whether the client has taken all that was written; one that has left waits for nothing. */
  drained(patienceMs: number): Promise<boolean> {
    const { raw, target } = this;
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(false), patienceMs);
      const onDrain = () => settle(true);
      function settle(isDrained: boolean): void {
        clearTimeout(timer);
        target.off('drain', onDrain);
        raw.off('close', onDrain);
        resolve(isDrained);
      }
      target.once('drain', onDrain);
      raw.once('close', onDrain);
    });
  }

  /** Where the client holds the writing up. */
  private get target(): Writable {
    const { raw } = this;
    return raw.socket && raw.chunkedEncoding ? raw.socket : raw;
  }
}
