import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { FastifyInstance } from 'fastify';

const typeOf: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

const forAYear = 'public, max-age=31536000, immutable';

/** A file that is served, and its compressed twin where the build made one. */
type StaticFile = { path: string; gzipPath: string | null; type: string };

/** Scripts and styles below the folders, by their path there; where two hold the same, the first counts. */
export function staticFiles(folders: readonly string[]): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const type = typeOf[extname(entry)];
      const name = entry.split(sep).join('/');
      if (!type || files.has(name)) continue;
      const path = join(folder, entry);
      files.set(name, { path, gzipPath: existsSync(`${path}.gz`) ? `${path}.gz` : null, type });
    }
  }
  return files;
}

/**
 * Serves files under an address that changes with them, so browsers may keep them for a year. Only names of the map
 * are looked at: no path of the request ever reaches the disk.
 * @param prefix holds the version, without a slash at its end
 */
export function addStaticFiles(
  app: FastifyInstance,
  prefix: string,
  version: string,
  files: ReadonlyMap<string, StaticFile>,
): void {
  const config = { quota: 'FREE' } as const;
  app.get<{ Params: { '*': string } }>(`${prefix}/*`, { config, compress: false }, async (request, reply) => {
    const file = files.get(request.params['*']);
    if (!file) return reply.callNotFound();
    const zipped = file.gzipPath !== null && acceptsGzip(request.headers['accept-encoding']);
    const etag = `"${version}${zipped ? '-gzip' : ''}"`;
    reply.headers({ 'cache-control': forAYear, etag, vary: 'Origin, Accept-Encoding' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    const path = zipped && file.gzipPath ? file.gzipPath : file.path;
    if (zipped) reply.header('content-encoding', 'gzip');
    return reply.type(file.type).header('content-length', statSync(path).size).send(createReadStream(path));
  });
}

function acceptsGzip(accepted: string | string[] | undefined): boolean {
  return typeof accepted === 'string' && /\bgzip\b(?!;\s*q=0(\.0*)?\b)/.test(accepted);
}
