import fc from 'fast-check';
import type { HostileInput } from './hostile-input.ts';
import { hostileOperation } from './hostile-operation.ts';
import { hostileJson, hostileText, hostileValue } from './hostile-text.ts';
import { frame, opcodes } from './socket-frame.ts';

const greeting = { type: 'connection_init' };
const id = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('1', '2') },
  { weight: 1, arbitrary: hostileText },
);

const message: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ type: fc.constant('subscribe'), id, payload: hostileOperation })
      .map((value) => JSON.stringify(value)),
  },
  {
    weight: 2,
    arbitrary: hostileJson(
      fc.record({ type: fc.constant('subscribe'), id: hostileValue, payload: hostileValue }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        type: fc.constantFrom(
          'complete',
          'next',
          'error',
          'ping',
          'pong',
          'start',
          'connection_ack',
          '__proto__',
        ),
        id,
        payload: hostileValue,
      })
      .map((value) => JSON.stringify(value)),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ ...{ type: fc.constant('connection_init') }, payload: hostileValue })
      .map((value) => JSON.stringify(value)),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: hostileValue, id: hostileValue }).map((value) => JSON.stringify(value)),
  },
  { weight: 1, arbitrary: hostileText },
);

/** Frames by the letter of RFC 6455 that hold what nobody asked for. */
const soundFrame = message.map((text) => frame(Buffer.from(text)));

/** Frames against the letter of RFC 6455, or at its edge. */
const unsoundFrame: fc.Arbitrary<Buffer> = fc.oneof(
  message.map((text) => frame(Buffer.from(text), { masked: false })),
  fc
    .tuple(message, fc.integer({ min: 0, max: 15 }))
    .map(([text, opcode]) => frame(Buffer.from(text).subarray(0, 120), { opcode })),
  fc
    .tuple(message, fc.integer({ min: 1, max: 7 }))
    .map(([text, reserved]) => frame(Buffer.from(text), { reserved })),
  message.map((text) => frame(Buffer.from(text), { last: false })),
  message.map((text) => {
    const bytes = Buffer.from(text);
    const middle = Math.floor(bytes.length / 2);
    return Buffer.concat([
      frame(bytes.subarray(0, middle), { last: false }),
      frame(Buffer.from('in between'), { opcode: opcodes.ping }),
      frame(bytes.subarray(middle), { opcode: opcodes.continuation }),
    ]);
  }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => frame(Buffer.from(bytes))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .integer({ min: 1, max: 2_000 })
    .map((count) =>
      Buffer.concat(
        Array.from({ length: count }, () => frame(Buffer.from('ping'), { opcode: opcodes.ping })),
      ),
    ),
  fc
    .integer({ min: 1, max: 2_000 })
    .map((count) =>
      Buffer.concat(
        Array.from({ length: count }, () =>
          frame(Buffer.alloc(0), { last: false, opcode: opcodes.continuation }),
        ),
      ),
    ),
  fc.constant(frame(Buffer.alloc(200), { opcode: opcodes.ping })),
  fc.constant(frame(Buffer.alloc(1_100_000, 'x'))),
  // A promise of a petabyte.
  fc.constant(Buffer.from([0x81, 0xff, 0, 4, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4])),
  fc.constantFrom(0, 999, 1005, 1006, 2_999, 4_999, 65_535).map((code) => {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16BE(code);
    return frame(bytes, { opcode: opcodes.close });
  }),
  fc.constant(frame(Buffer.from([3]), { opcode: opcodes.close })),
);

const frames = fc.tuple(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant([frame(Buffer.from(JSON.stringify(greeting)))]) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  fc.array(fc.oneof({ weight: 3, arbitrary: soundFrame }, { weight: 1, arbitrary: unsoundFrame }), {
    minLength: 1,
    maxLength: 8,
  }),
);

/** The request for a connection: right, or with one thing wrong. */
const opening = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Partial<Opening>>(
      { path: '/elsewhere' },
      { path: '/graphql?a=%zz' },
      { path: '//graphql' },
      { method: 'POST' },
      { version: '7' },
      { version: '99' },
      { key: 'short' },
      { key: '' },
      { protocol: 'graphql-ws' },
      { protocol: '' },
      { protocol: ',,,' },
      { upgrade: 'h2c' },
      { more: 'origin: https://elsewhere.example\r\n' },
      { more: 'origin: nonsense\r\n' },
      { more: 'cookie: zantara_session=a.b\r\n' },
      { more: 'x-api-key: zk_none\r\n' },
      { more: 'sec-websocket-extensions: permessage-deflate; a=b; ;\r\n' },
      { more: 'host: twice\r\n' },
    ),
  },
);

type Opening = {
  path: string;
  method: string;
  version: string;
  key: string;
  protocol: string;
  upgrade: string;
  more: string;
};

function upgradeRequest(given: Partial<Opening>): Buffer {
  const { path = '/graphql', method = 'GET', version = '13', key = 'dGhlIHNhbXBsZSBub25jZQ==' } = given;
  const { protocol = 'graphql-transport-ws', upgrade = 'websocket', more = '' } = given;
  const protocolLine = protocol === '' ? '' : `sec-websocket-protocol: ${protocol}\r\n`;
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nhost: gateway.example\r\nconnection: upgrade\r\nupgrade: ${upgrade}\r\n` +
      `sec-websocket-version: ${version}\r\nsec-websocket-key: ${key}\r\n${protocolLine}${more}\r\n`,
  );
}

/** Connections by WebSocket with all that is sent over them, a goodbye at the end. */
export const hostileSocket: fc.Arbitrary<HostileInput> = fc
  .tuple(opening, frames)
  .map(([given, [first, rest]]) => ({
    kind: 'WebSocket',
    bytes: Buffer.concat([upgradeRequest(given), ...first, ...rest]),
    goodbye: frame(Buffer.from([3, 232]), { opcode: opcodes.close }),
    endsEarly: true,
    isSocket: true,
    isHead: false,
  }));
