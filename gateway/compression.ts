import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { brotliQuality, codings } from './coding.ts';
import { leastBytes } from './encoded-body.ts';

/**
 * Compresses the answers of every route that comes after, save those that say `compress: false` and do it themselves.
 * Streams of events are never compressed: they do not pass here.
 */
export async function addCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    threshold: leastBytes,
    encodings: [...codings],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } },
    // A small body that swells to the limit for bodies costs more than its sender paid.
    globalDecompression: false,
  });
}
