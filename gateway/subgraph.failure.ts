import { AppError } from '../services/shared/errors.ts';

/** A call to a service that gave no answer. */
export function subgraphFailure(name: string, reason: unknown): AppError {
  if (reason instanceof AppError) return reason;
  const timedOut = reason instanceof DOMException && reason.name === 'TimeoutError';
  const [code, what] = timedOut
    ? (['GATEWAY_TIMEOUT', 'gave no answer in time'] as const)
    : (['DOWNSTREAM_SERVICE_ERROR', 'failed'] as const);
  return new AppError(code, `subgraph ${name} ${what}`, {
    publicMessage: `The ${name} service ${what}.`,
    details: { service: name },
    cause: reason,
  });
}

/**
 * The work's outcome, or its subgraph's failure once the signal is aborted: not every service notices the signal,
 * and a caller waits no longer than the deadline.
 */
export async function beforeAbort<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  let onAbort = () => {};
  try {
    signal.throwIfAborted();
    const aborted = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
    });
    return await Promise.race([work(), aborted]);
  } catch (reason) {
    throw subgraphFailure(name, reason);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
