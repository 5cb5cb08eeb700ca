/** Who reads a stream: the signal ends when the client leaves, and `leave` ends it from our side. */
export type Reader = { signal: AbortSignal; leave(): void };

/** @param client aborted when the client leaves */
export function readerOf(client: AbortSignal): Reader {
  const own = new AbortController();
  const leave = () => {
    client.removeEventListener('abort', leave);
    own.abort(client.reason);
  };
  if (client.aborted) leave();
  else client.addEventListener('abort', leave, { once: true });
  return { signal: own.signal, leave };
}
