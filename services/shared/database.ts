import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { AppError } from './errors.ts';

export type Database = PrismaClient;

type Connecting = {
  /** Most connections at once, from 1; 5 when absent. */
  connections?: number;
  /** Milliseconds that a query waits for a connection, from 1; 5,000 when absent. */
  connectMs?: number;
  /**
   * Milliseconds that a statement may take, from 1; 30,000 when absent. Its connection is given up then: the other end
   * may be gone without a word, as after a machine's sleep.
   */
  statementMs?: number;
};

/**
 * A connected Prisma client. Only composition roots call this; stores are handed the result.
 * @param url a PostgreSQL connection URL
 */
export function connectDatabase(url: string, connecting: Connecting = {}): Database {
  const { connections = 5, connectMs = 5_000, statementMs = 30_000 } = connecting;
  const adapter = new PrismaPg({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMs,
    query_timeout: statementMs,
  });
  return new PrismaClient({ adapter });
}

/**
 * Prisma's codes for a database that can't be reached, is slow to answer, hung up, has no connection left, or did not end
 * a transaction in its time, which is also what a machine finds that slept in the middle of one.
 */
const outageCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);

/** The same in the words of the driver, which is all that a raw statement's error (P2010) has of it. */
const outageKinds = new Set([
  'DatabaseNotReachable',
  'SocketTimeout',
  'ConnectionClosed',
  'TooManyConnections',
]);

/** And of the server: connections, resources, shutting down or still starting (PostgreSQL manual, appendix A). */
const outageStates = /^(?:08|53|57P0)/;

/** What the driver says without any code. */
const outageMessages =
  /^(?:timeout exceeded when trying to connect|Query read timeout|Connection terminated)/;

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (outageMessages.test(error.message)) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (outageCodes.has(error.code)) return true;
  const told = error.meta?.driverAdapterError;
  const cause = told instanceof Error ? told.cause : null;
  if (typeof cause !== 'object' || cause === null) return false;
  const { kind, originalCode } = cause as { kind?: unknown; originalCode?: unknown };
  return outageKinds.has(String(kind)) || outageStates.test(String(originalCode));
}

/**
 * Waits for a query.
 * @throws DOWNSTREAM_SERVICE_ERROR when the database can't be reached; any other failure as it is, a defect of ours
 */
export async function fromDatabase<Result>(query: PromiseLike<Result>): Promise<Result> {
  try {
    return await query;
  } catch (cause) {
    if (!isOutage(cause)) throw cause;
    throw new AppError('DOWNSTREAM_SERVICE_ERROR', "the database can't be reached", {
      publicMessage: "The database can't be reached at the moment.",
      cause,
    });
  }
}
