import { isPromise, type PromiseOrValue } from '../../services/shared/promise-or-value.ts';
import { PulledEvents, type Puller, pulled } from '../../services/shared/pulled-events.ts';

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
): PulledEvents<To> {
  return new MappedEvents(pulled(events), change);
}

/** The same events; where their source fails, one more tells what `last` makes of it, and they end. */
export function tellingFailure<Event>(
  events: AsyncIterable<Event>,
  last: (reason: unknown) => Event,
): PulledEvents<Event> {
  return new ToldEvents(pulled(events), last);
}

/**
 * The same events until the signal is aborted or the reader leaves: at once, whatever the source does. One that waits
 * for something that never comes is told to end and not waited for.
 */
export function untilAborted<Event>(events: AsyncIterable<Event>, signal: AbortSignal): PulledEvents<Event> {
  return new AbortableEvents(pulled(events), signal);
}

/** Passes what its source gives on to who asked. */
abstract class PassedEvents<From, To> extends PulledEvents<To> implements Puller<From> {
  protected puller: Puller<To> | null = null;

  constructor(protected readonly source: PulledEvents<From>) {
    super();
  }

  pull(puller: Puller<To>): void {
    this.puller = puller;
    this.source.pull(this);
  }

  abstract event(event: From): void;

  end(): void {
    this.puller?.end();
  }

  fail(reason: unknown): void {
    this.puller?.fail(reason);
  }

  leave(): PromiseOrValue<unknown> {
    return this.source.leave();
  }
}

class MappedEvents<From, To> extends PassedEvents<From, To> {
  constructor(
    source: PulledEvents<From>,
    private readonly change: (event: From) => PromiseOrValue<To>,
  ) {
    super(source);
  }

  event(event: From): void {
    let changed: PromiseOrValue<To>;
    try {
      changed = this.change(event);
    } catch (reason) {
      return void this.fail(reason);
    }
    if (!isPromise(changed)) return void this.puller?.event(changed);
    changed.then(
      (value) => this.puller?.event(value),
      (reason) => this.fail(reason),
    );
  }
}

class ToldEvents<Event> extends PassedEvents<Event, Event> {
  private hasFailed = false;

  constructor(
    source: PulledEvents<Event>,
    private readonly last: (reason: unknown) => Event,
  ) {
    super(source);
  }

  override pull(puller: Puller<Event>): void {
    if (this.hasFailed) puller.end();
    else super.pull(puller);
  }

  event(event: Event): void {
    this.puller?.event(event);
  }

  override fail(reason: unknown): void {
    this.hasFailed = true;
    this.puller?.event(this.last(reason));
  }
}

class AbortableEvents<Event> extends PassedEvents<Event, Event> {
  private isOver = false;

  constructor(
    source: PulledEvents<Event>,
    private readonly signal: AbortSignal,
  ) {
    super(source);
    if (signal.aborted) this.leave();
    else signal.addEventListener('abort', this.onAbort, { once: true });
  }

  override pull(puller: Puller<Event>): void {
    if (this.isOver) puller.end();
    else super.pull(puller);
  }

  event(event: Event): void {
    this.answered()?.event(event);
  }

  override end(): void {
    this.signal.removeEventListener('abort', this.onAbort);
    this.answered()?.end();
  }

  override fail(reason: unknown): void {
    this.answered()?.fail(reason);
    this.leave();
  }

  override leave(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.signal.removeEventListener('abort', this.onAbort);
    this.answered()?.end();
    leaveAnyway(this.source);
  }

  private readonly onAbort = () => this.leave();

  /** Who asked, once: what its source gives after the end is for nobody. */
  private answered(): Puller<Event> | null {
    const { puller } = this;
    this.puller = null;
    return puller;
  }
}

/** Whoever leaves neither waits for the source to close nor hears of it when that fails. */
function leaveAnyway(source: PulledEvents<unknown>): void {
  try {
    const left = source.leave();
    if (isPromise(left)) left.then(undefined, () => {});
  } catch {}
}
