import {
  QdrantClient,
  QdrantClientResourceExhaustedError,
  QdrantClientTimeoutError,
} from '@qdrant/js-client-rest';
import { AppError } from '../../shared/errors.ts';

export type QdrantSettings = {
  url: string;
  apiKey: string | null;
  /** For one request */
  timeoutMs: number;
};

/** Qdrant's own, and what the client takes when it is told nothing. */
const usualPort = 6333;
const portWritten = /^https?:\/\/(?:[^/@]*@)?(?:\[[^\]]*\]|[^/:?#]*):(\d+)/i;

/**
 * A client for an address. The client drops a path from the address and, since `URL` hides a scheme's own port, takes
 * 6333 where ":443" was written; both are handed over by name. The key goes as a plain header: the client's option
 * writes to the console.
 */
export function qdrantClient({ url, apiKey, timeoutMs }: QdrantSettings): QdrantClient {
  const { origin, pathname } = new URL(url);
  return new QdrantClient({
    url: origin,
    port: Number(portWritten.exec(url)?.[1] ?? usualPort),
    prefix: pathname.replace(/\/+$/, ''),
    timeout: timeoutMs,
    checkCompatibility: false,
    ...(apiKey === null ? {} : { headers: { 'api-key': apiKey } }),
  });
}

/** The HTTP status of a refusal; null for a failure without one. */
export function statusOf(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  return typeof status === 'number' ? status : null;
}

function asAppError(what: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  // Nothing but the client's own time limit aborts a request.
  const aborted =
    typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
  if (aborted || error instanceof QdrantClientTimeoutError) {
    return new AppError('GATEWAY_TIMEOUT', `qdrant: ${what}: no answer in time`, { cause: error });
  }
  // The client turns a 429 with retry-after into a class without a status, and reads only the header's first digit.
  const status = error instanceof QdrantClientResourceExhaustedError ? 429 : statusOf(error);
  const why = status === null ? 'could not be reached' : `status ${status}`;
  return new AppError('DOWNSTREAM_SERVICE_ERROR', `qdrant: ${what}: ${why}`, { cause: error });
}

/**
 * Runs one call. The client takes no signal, so an aborted call is left to its own time limit.
 * @throws AppError DOWNSTREAM_SERVICE_ERROR or GATEWAY_TIMEOUT; the signal's reason once it is aborted
 */
export async function calling<Result>(
  what: string,
  signal: AbortSignal,
  call: () => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([call(), aborted]);
  } catch (error) {
    signal.throwIfAborted();
    throw asAppError(what, error);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
