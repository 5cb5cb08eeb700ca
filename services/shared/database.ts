import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { AppError } from './errors.ts';

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

/** Prisma's codes for a database that can't be reached, is slow to answer, hung up or has no connection left. */
const unreachable = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);

/** The same in the words of the driver, which is all that a raw statement's error (P2010) has of it. */
const unreachableKinds = ['DatabaseNotReachable', 'SocketTimeout', 'ConnectionClosed', 'TooManyConnections'];

function isUnreachable({ code, meta }: Prisma.PrismaClientKnownRequestError): boolean {
  if (unreachable.has(code)) return true;
  const told = meta?.driverAdapterError;
  const cause = told instanceof Error ? told.cause : null;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'kind' in cause &&
    unreachableKinds.includes(String(cause.kind))
  );
}

/**
 * Waits for a query.
 * @throws DOWNSTREAM_SERVICE_ERROR when the database can't be reached; any other failure as it is, a defect of ours
 */
export async function fromDatabase<Result>(query: PromiseLike<Result>): Promise<Result> {
  try {
    return await query;
  } catch (cause) {
    if (!(cause instanceof Prisma.PrismaClientKnownRequestError) || !isUnreachable(cause)) throw cause;
    throw new AppError('DOWNSTREAM_SERVICE_ERROR', `the database can't be reached (${cause.code})`, {
      publicMessage: "The database can't be reached at the moment.",
      cause,
    });
  }
}
