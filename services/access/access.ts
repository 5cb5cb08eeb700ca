import type { FirstKey } from '../shared/api-key.ts';
import type { Database } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { makeFirstKey } from './first-key.ts';
import { writeLastUse } from './key.store.ts';
import { type Keys, makeKeys } from './keys.ts';
import { makeLastUse } from './last-use.ts';
import { accessSchema } from './schema.ts';

export type AccessParts = {
  database: Database;
  /** Random bytes of the given number. */
  random(bytes: number): Buffer;
  logger: Logger;
};

/** What access offers beside its part of the graph. */
export type OpenAccess = OpenSubgraph & {
  keys: Keys;
  /**
   * Makes the first key, with all rights, when there is none at all, and keeps its secret in the folder.
   * @returns null when there are keys already
   */
  makeFirstKey(dataDir: string): Promise<FirstKey | null>;
};

/** API keys over a migrated database. */
export async function openAccess({ database, random, logger }: AccessParts): Promise<OpenAccess> {
  const lastUse = makeLastUse({ write: (ids) => writeLastUse(database, ids), logger });
  const keys = makeKeys({ database, random, noteUse: lastUse.note });
  const { schema, sdl } = await accessSchema(keys);
  return {
    name: 'access',
    schema,
    sdl,
    contextFor: (request) => request,
    async check(signal) {
      signal.throwIfAborted();
      await database.$queryRaw`SELECT 1`;
    },
    // Who asks is never kept.
    dataVersion: () => '1',
    keys,
    makeFirstKey: (dataDir) => makeFirstKey(database, keys, dataDir),
    close: () => lastUse.close(),
  };
}
