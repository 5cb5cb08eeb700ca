import { type PromiseOrValue, whenReady } from '../../services/shared/promise-or-value.ts';

/** Tells the events of a subscription from a single result. */
export function isEventStream<T>(result: object | AsyncIterable<T>): result is AsyncIterable<T> {
  return Symbol.asyncIterator in result;
}

/**
 * Each event, changed. A reader that leaves closes the source at once; an `async function*` would first wait for the
 * event it is asking for, which may never come.
 */
export function mapEvents<From, To>(
  events: AsyncIterable<From>,
  change: (event: From) => PromiseOrValue<To>,
): AsyncIterableIterator<To> {
  const source = events[Symbol.asyncIterator]();
  const given = (value: To): IteratorResult<To> => ({ done: false, value });
  // An `async` function would cost every event three more turns.
  const changed = (step: IteratorResult<From>): PromiseOrValue<IteratorResult<To>> =>
    step.done ? { done: true, value: undefined } : whenReady(change(step.value), given);
  return {
    next: () => source.next().then(changed),
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The same events; where their source fails, one more tells what `last` makes of it, and they end. */
export function tellingFailure<Event>(
  events: AsyncIterable<Event>,
  last: (reason: unknown) => Event,
): AsyncIterableIterator<Event> {
  const source = events[Symbol.asyncIterator]();
  const done: IteratorResult<Event> = { done: true, value: undefined };
  let hasFailed = false;
  const fail = (reason: unknown): IteratorResult<Event> => {
    hasFailed = true;
    return { done: false, value: last(reason) };
  };
  return {
    next: () => (hasFailed ? Promise.resolve(done) : source.next().catch(fail)),
    async return() {
      await source.return?.();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/**
 * The same events until the signal is aborted or the reader leaves: at once, whatever the source does. One that waits
 * for something that never comes is told to end and not waited for.
 */
export function untilAborted<Event>(
  events: AsyncIterable<Event>,
  signal: AbortSignal,
): AsyncIterableIterator<Event> {
  const source = events[Symbol.asyncIterator]();
  const done: IteratorResult<Event> = { done: true, value: undefined };
  let ended = false;
  let wake = () => {};

  function end(): void {
    if (ended) return;
    ended = true;
    signal.removeEventListener('abort', end);
    wake();
    Promise.resolve(source.return?.()).catch(() => {});
  }
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });

  return {
    // Not a race against one promise for all events: it would hold something of each until the reader leaves.
    next: () =>
      new Promise((resolve, reject) => {
        if (ended) return resolve(done);
        wake = () => resolve(done);
        source.next().then(
          (step) => {
            if (step.done) signal.removeEventListener('abort', end);
            resolve(step);
          },
          (error) => {
            // First, since ending wakes the reader.
            reject(error);
            end();
          },
        );
      }),
    async return() {
      end();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
