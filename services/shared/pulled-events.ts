import type { PromiseOrValue } from './promise-or-value.ts';

/** Who asked for an event. Exactly one of these is called for each asking, and none may throw. */
export type Puller<Event> = {
  event(event: Event): void;
  end(): void;
  fail(reason: unknown): void;
};

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Events that are asked for one at a time, as of an async iterator, and given by a call: within the asking when one is
 * there, else when it comes. A promise on each of the ten steps between an answer's log and its reader costs an event
 * more than all else that is done for it.
 */
export abstract class PulledEvents<Event> implements AsyncIterableIterator<Event> {
  /** Asks for the next event. Nobody asks again before the asking is answered. */
  abstract pull(puller: Puller<Event>): void;

  /** Closes the source; an asking that waits is answered with the end, by whatever stands between if not by the source. */
  abstract leave(): PromiseOrValue<unknown>;

  next(): Promise<IteratorResult<Event>> {
    return new Promise((resolve, reject) => {
      this.pull({
        event: (value) => resolve({ done: false, value }),
        end: () => resolve(done),
        fail: reject,
      });
    });
  }

  async return(): Promise<IteratorResult<Event>> {
    await this.leave();
    return done;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** Any events as pulled ones. */
export function pulled<Event>(events: AsyncIterable<Event>): PulledEvents<Event> {
  const source = events[Symbol.asyncIterator]();
  return source instanceof PulledEvents ? source : new IteratedEvents(source);
}

class IteratedEvents<Event> extends PulledEvents<Event> {
  constructor(private readonly source: AsyncIterator<Event>) {
    super();
  }

  pull(puller: Puller<Event>): void {
    this.source.next().then(
      (step) => (step.done ? puller.end() : puller.event(step.value)),
      (reason) => puller.fail(reason),
    );
  }

  leave(): PromiseOrValue<unknown> {
    return this.source.return?.();
  }
}
