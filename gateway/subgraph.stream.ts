import type { ExecutionResult } from 'graphql';
import { untilAborted } from './execute/events.ts';
import { subgraphResult } from './subgraph.answer.ts';
import { serverEvents } from './subgraph.events.ts';
import { subgraphFailure } from './subgraph.failure.ts';

/** A service says every quarter of a minute that it lives; after three times that it is taken for dead. */
const silenceMs = 45_000;

/**
 * The events of a subscription at a service of another process, in the form of GraphQL over SSE. Reading waits while
 * nobody asks for the next one. A stream that breaks off ends with an event that says so.
 * @param open asks the service; aborting the signal closes the connection
 * @returns a single result when the service gives no stream
 */
export async function subgraphStream(
  name: string,
  signal: AbortSignal,
  open: (signal: AbortSignal) => Promise<Response>,
  patienceMs = silenceMs,
): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
  const connection = new AbortController();
  const cut = () => connection.abort(signal.reason);
  if (signal.aborted) cut();
  signal.addEventListener('abort', cut, { once: true });
  const close = () => {
    signal.removeEventListener('abort', cut);
    connection.abort();
  };
  try {
    const response = await open(connection.signal);
    const { body } = response;
    if (response.ok && body && response.headers.get('content-type')?.startsWith('text/event-stream')) {
      const events = results(name, timed(body, connection, patienceMs));
      return untilAborted(closing(events, close), signal);
    }
    return subgraphResult(name, await response.json());
  } catch (error) {
    close();
    throw error;
  }
}

async function* results(name: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ExecutionResult> {
  try {
    for await (const { event, data } of serverEvents(bytes)) {
      if (event === 'complete') return;
      if (event === 'next') yield subgraphResult(name, JSON.parse(data));
    }
    throw new Error('the stream broke off');
  } catch (error) {
    yield { errors: [subgraphFailure(name, error)] };
  }
}

/** What comes in; only waiting counts as silence, not the time in which nobody asks for more. */
async function* timed(
  body: ReadableStream<Uint8Array>,
  connection: AbortController,
  patienceMs: number,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  // Node 20's fetch holds its signal weakly: after a garbage collection an abort alone no longer closes the connection.
  const cancel = () => void reader.cancel(connection.signal.reason).catch(() => {});
  connection.signal.addEventListener('abort', cancel, { once: true });
  const onSilence = () =>
    connection.abort(new DOMException(`No sign of life for ${patienceMs} ms`, 'TimeoutError'));
  for (;;) {
    const timer = setTimeout(onSilence, patienceMs);
    const { done, value } = await reader.read().finally(() => clearTimeout(timer));
    connection.signal.throwIfAborted();
    if (done) return;
    yield value;
  }
}

/** The same events; leaving closes the connection at once, also while an event is awaited. */
function closing<Event>(events: AsyncGenerator<Event>, close: () => void): AsyncIterable<Event> {
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const step = await events.next();
        if (step.done) close();
        return step;
      },
      async return() {
        close();
        return events.return(undefined);
      },
    }),
  };
}
