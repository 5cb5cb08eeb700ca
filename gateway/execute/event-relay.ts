import type { ExecutionResult } from 'graphql';
import { PulledEvents, type Puller, pulled } from '../../services/shared/pulled-events.ts';
import { RawResult } from './raw-result.ts';
import type { IsWhole } from './relayed-events.ts';

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Stands on both sides of a subscription's plan: events that are whole pass by it as text, all others go through it,
 * in the order in which they come.
 */
export class EventRelay {
  private source: PulledEvents<ExecutionResult> | null = null;
  private isWhole: IsWhole = () => false;
  /** On its way into the plan. */
  private held: ExecutionResult | null = null;

  /**
   * Takes what the service gives.
   * @returns what is left for the plan, which is to ask for an event only when it is asked for one
   */
  into(events: AsyncIterable<ExecutionResult>, isWhole: IsWhole): AsyncIterableIterator<ExecutionResult> {
    this.source = pulled(events);
    this.isWhole = isWhole;
    return {
      next: async () => {
        const { held } = this;
        this.held = null;
        return held ? { done: false, value: held } : done;
      },
      return: async () => {
        await this.source?.leave();
        return done;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  /** @param events what the plan makes of what it was left */
  outOf(events: AsyncIterable<ExecutionResult>): AsyncIterable<ExecutionResult> {
    const { source } = this;
    return source === null ? events : new RelayedEvents(source, pulled(events), (event) => this.keep(event));
  }

  /** Whether the event has to go through the plan, where it then stands ready. */
  private keep(event: ExecutionResult): boolean {
    if (event instanceof RawResult && this.isWhole(String(event.json))) return false;
    // Of an event without any data the plan's runtime would show those of the event before it.
    this.held = event.data ? event : { ...event, data: {} };
    return true;
  }
}

class RelayedEvents extends PulledEvents<ExecutionResult> implements Puller<ExecutionResult> {
  private puller: Puller<ExecutionResult> | null = null;

  constructor(
    private readonly source: PulledEvents<ExecutionResult>,
    private readonly planned: PulledEvents<ExecutionResult>,
    private readonly keep: (event: ExecutionResult) => boolean,
  ) {
    super();
  }

  pull(puller: Puller<ExecutionResult>): void {
    this.puller = puller;
    this.source.pull(this);
  }

  event(event: ExecutionResult): void {
    const { puller } = this;
    if (!puller) return;
    if (this.keep(event)) this.planned.pull(puller);
    else puller.event(event);
  }

  end(): void {
    this.puller?.end();
  }

  fail(reason: unknown): void {
    this.puller?.fail(reason);
  }

  /** The plan leaves its source with it. */
  leave() {
    return this.planned.leave();
  }
}
