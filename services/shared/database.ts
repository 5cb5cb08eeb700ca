import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/client.ts';

export type Database = PrismaClient;

/**
 * A connected Prisma client. Only composition roots call this; stores are handed the result.
 * @param url a PostgreSQL connection URL
 * @param poolSize most connections at once, from 1
 */
export function connectDatabase(url: string, poolSize = 5): Database {
  const adapter = new PrismaPg({ connectionString: url, max: poolSize, connectionTimeoutMillis: 5_000 });
  return new PrismaClient({ adapter });
}
