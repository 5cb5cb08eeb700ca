/**
 * An iterator that its reader can leave while it waits: the `return` of a plain async generator would only run after
 * the event it waits for, which may never come.
 * @param signal leaves as well; the reading then ends without an error
 * @param make gets a signal that is aborted when the reader leaves, and has to end soon after
 */
export function leavable<Item>(
  signal: AbortSignal,
  make: (left: AbortSignal) => AsyncGenerator<Item, void, undefined>,
): AsyncIterableIterator<Item> {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  const source = make(leaving.signal);
  const finish = () => {
    signal.removeEventListener('abort', leave);
    leave();
  };
  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    finish();
    await source.return();
    return { done: true, value: undefined };
  };
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });
  return {
    async next() {
      if (leaving.signal.aborted) return end();
      try {
        const step = await source.next();
        if (step.done || leaving.signal.aborted) return end();
        return step;
      } catch (error) {
        finish();
        throw error;
      }
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
