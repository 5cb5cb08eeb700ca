/**
 * A signal that follows another one and is aborted with a TimeoutError when the time is over.
 * `AbortSignal.timeout` would keep its timer, and all that hangs on it, for the whole time of every request.
 */
export function startDeadline(timeoutMs: number, parent: AbortSignal): { signal: AbortSignal; lift(): void } {
  const own = new AbortController();
  const timer = setTimeout(() => {
    own.abort(new DOMException(`No answer within ${timeoutMs} ms`, 'TimeoutError'));
  }, timeoutMs);
  return { signal: AbortSignal.any([parent, own.signal]), lift: () => clearTimeout(timer) };
}
