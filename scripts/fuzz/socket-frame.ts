export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

type FrameOptions = {
  opcode?: number;
  /** False: more of the message follows. */
  last?: boolean;
  masked?: boolean;
  /** The three reserved bits. */
  reserved?: number;
};

const mask = Buffer.from([1, 2, 3, 4]);

/**
 * One frame as a client sends it, or as it must not.
 * @see RFC 6455 (2011), section 5.2
 */
export function frame(payload: Buffer, options: FrameOptions = {}): Buffer {
  const { opcode = opcodes.text, last = true, masked = true, reserved = 0 } = options;
  const { length } = payload;
  const maskBit = masked ? 0x80 : 0;
  const head = [(last ? 0x80 : 0) | (reserved << 4) | opcode];
  if (length < 126) head.push(maskBit | length);
  else if (length < 65_536) head.push(maskBit | 126, length >> 8, length & 0xff);
  else
    head.push(
      maskBit | 127,
      0,
      0,
      0,
      0,
      length >>> 24,
      (length >> 16) & 0xff,
      (length >> 8) & 0xff,
      length & 0xff,
    );
  if (!masked) return Buffer.concat([Buffer.from(head), payload]);
  const hidden = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from(head), mask, hidden]);
}

export type ServerFrame = { opcode: number; payload: Buffer };

/** The whole frames at the start of what a server sent, in order; a server masks nothing. */
export function framesOf(bytes: Buffer): ServerFrame[] {
  const found: ServerFrame[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
    if (at + 2 + extended > bytes.length) break;
    const length =
      extended === 0
        ? short
        : extended === 2
          ? bytes.readUInt16BE(at + 2)
          : Number(bytes.readBigUInt64BE(at + 2));
    const start = at + 2 + extended;
    if (start + length > bytes.length) break;
    found.push({ opcode: (bytes[at] ?? 0) & 0x0f, payload: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

/** The code that a connection was closed with; null when none was told. */
export function closeCodeOf(frames: readonly ServerFrame[]): number | null {
  const close = frames.find(({ opcode }) => opcode === opcodes.close);
  return close && close.payload.length >= 2 ? close.payload.readUInt16BE(0) : null;
}
