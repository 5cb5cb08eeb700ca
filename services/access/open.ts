import { randomBytes } from 'node:crypto';
import { connectDatabase } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import { type OpenAccess, openAccess as openAccessOn } from './access.ts';

type Options = {
  /** A database that has been migrated. */
  databaseUrl: string;
  /** Where other processes are told of revocations; absent: they find out by asking. */
  redisUrl?: string;
  logger: Logger;
};

/** Keys are few and are kept by those who ask for them. */
const connections = 2;

/** Access with connections of its own, which close with it. */
export async function openAccess({ databaseUrl, redisUrl, logger }: Options): Promise<OpenAccess> {
  const database = connectDatabase(databaseUrl, { connections });
  try {
    const access = await openAccessOn({ database, random: randomBytes, logger });
    const teller = redisUrl === undefined ? null : await openTeller(redisUrl, logger);
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

/** The client of Redis is loaded only where there is one. */
async function openTeller(redisUrl: string, logger: Logger) {
  const { connectRedis } = await import('../shared/redis.ts');
  const { makeRevocationTeller } = await import('../shared/revocations.ts');
  return makeRevocationTeller({ redis: connectRedis(redisUrl, logger), logger });
}
