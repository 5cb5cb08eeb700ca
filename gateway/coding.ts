import { promisify } from 'node:util';
import zlib from 'node:zlib';

/** Content codings, the one preferred first: what is kept is made once, so the smaller counts. */
export const codings = ['br', 'zstd', 'gzip'] as const;
export type Coding = (typeof codings)[number];

type Compress = (body: Buffer) => Promise<Buffer>;

/** Of eleven. Above it the time goes up much faster than the size goes down. */
export const brotliQuality = 5;

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify<Buffer, Buffer>(zlib.gzip);

/** Node 22.15 and newer have it. */
const { zstdCompress } = zlib as { zstdCompress?: typeof zlib.deflate };

/** Off this thread. */
const compressors: Partial<Record<Coding, Compress>> = {
  br: (body) => brotli(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  gzip,
  ...(zstdCompress && { zstd: promisify<Buffer, Buffer>(zstdCompress) }),
};

export function isAvailable(coding: Coding): boolean {
  return coding in compressors;
}

/** @throws Error when this Node does not have the coding */
export async function compressed(body: Buffer, coding: Coding): Promise<Buffer> {
  const compress = compressors[coding];
  if (!compress) throw new Error(`There is no ${coding} here`);
  return compress(body);
}
