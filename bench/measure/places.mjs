// Where a function of a bundled program was written, by the source map beside the bundle.
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const maps = new Map();

function mapOf(url) {
  if (!maps.has(url)) {
    const path = url.startsWith('file:') ? `${fileURLToPath(url)}.map` : null;
    const map = path && existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : null;
    maps.set(url, map && { map, folder: dirname(path) });
  }
  return maps.get(url);
}

/**
 * @param frame of a V8 profile: the address of a script, line and column counted from 0
 * @returns the path of the file that the function stands in; the script's own address where no map says more
 */
export function placeOf({ url, lineNumber, columnNumber }) {
  const found = mapOf(url);
  const { originalSource } = found?.map.findEntry(lineNumber, columnNumber) ?? {};
  return originalSource ? resolve(found.folder, originalSource) : url;
}
