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
  change: (event: From) => To | Promise<To>,
): AsyncIterableIterator<To> {
  const source = events[Symbol.asyncIterator]();
  const changed = async (step: IteratorResult<From>): Promise<IteratorResult<To>> =>
    step.done ? { done: true, value: undefined } : { done: false, value: await change(step.value) };
  return {
    next: async () => changed(await source.next()),
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
