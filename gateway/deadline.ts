import type { RequestContext } from '../services/shared/caller.ts';

type Deadline = { signal: AbortSignal; lift(): void };

/**
 * A signal that follows another one and is aborted with a TimeoutError when the time is over. `lift` ends the time, not
 * the following. `AbortSignal.timeout` would keep its timer, and all that hangs on it, for the whole time of every
 * request; `AbortSignal.any` costs ten times a listener.
 */
export function startDeadline(timeoutMs: number, parent: AbortSignal): Deadline {
  const own = new AbortController();
  const timer = setTimeout(() => {
    own.abort(new DOMException(`No answer within ${timeoutMs} ms`, 'TimeoutError'));
  }, timeoutMs);
  if (parent.aborted) own.abort(parent.reason);
  else parent.addEventListener('abort', () => own.abort(parent.reason), { once: true });
  return { signal: own.signal, lift: () => clearTimeout(timer) };
}

/**
 * A request's context under a deadline that begins when somebody first asks for the signal: work that is done without
 * waiting never does.
 */
export function withDeadline(
  timeoutMs: number,
  request: RequestContext,
): { context: RequestContext; lift(): void } {
  let deadline: Deadline | undefined;
  const context = {
    caller: request.caller,
    requestId: request.requestId,
    get signal() {
      deadline ??= startDeadline(timeoutMs, request.signal);
      return deadline.signal;
    },
  };
  return { context, lift: () => deadline?.lift() };
}
