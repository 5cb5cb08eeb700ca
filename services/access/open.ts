import { randomBytes } from 'node:crypto';
import { connectDatabase } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import { connectRedis } from '../shared/redis.ts';
import { makeRevocationTeller } from '../shared/revocations.ts';
import { type OpenAccess, openAccess as openAccessOn } from './access.ts';

type Options = {
  /** A database that has been migrated. */
  databaseUrl: string;
  /** Where other processes are told of revocations; absent: they find out by asking. */
  redisUrl?: string;
  logger: Logger;
};

/** Keys are few and are kept by those who ask for them. */
const poolSize = 2;

/** Access with connections of its own, which close with it. */
export async function openAccess({ databaseUrl, redisUrl, logger }: Options): Promise<OpenAccess> {
  const database = connectDatabase(databaseUrl, poolSize);
  try {
    const access = await openAccessOn({ database, random: randomBytes, logger });
    const teller =
      redisUrl === undefined ? null : makeRevocationTeller({ redis: connectRedis(redisUrl, logger), logger });
    if (teller) access.keys.onRevoked(teller.tell);
    return {
      ...access,
      async close() {
        await access.close();
        await teller?.close();
        await database.$disconnect();
      },
    };
  } catch (error) {
    await database.$disconnect();
    throw error;
  }
}
