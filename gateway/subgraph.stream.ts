import type { ExecutionResult } from 'graphql';
import { PulledEvents, type Puller } from '../services/shared/pulled-events.ts';
import { rawResult } from './execute/raw-result.ts';
import { subgraphResult } from './subgraph.answer.ts';
import type { AnswerHead, AnswerReader, Flow } from './subgraph.connection.ts';
import { makeEventReader, type ServerEvent } from './subgraph.events.ts';
import { subgraphFailure } from './subgraph.failure.ts';

type Results = PulledEvents<ExecutionResult>;

export type StreamRequest = {
  /** Of the service. */
  name: string;
  /** Aborting it ends the events at once and closes the connection. */
  signal: AbortSignal;
  /** Whether results without errors may stay text, as `RawResult`. */
  raw: boolean;
};

/**
 * The events of a subscription at a service of another process, in the form of GraphQL over SSE. Nothing is read while
 * nobody asks for the next one. A stream that breaks off ends with an event that says so.
 * @param open asks the service, and has the answer read
 * @returns a single result when the service gives no stream
 * @throws what the call fails with before there is an answer
 */
export function subgraphStream(
  request: StreamRequest,
  open: (reader: AnswerReader) => Flow,
): Promise<ExecutionResult | Results> {
  return new Promise((resolve, reject) => {
    new SubgraphStream(request, { resolve, reject }).begin(open);
  });
}

type Opening = { resolve(result: ExecutionResult | Results): void; reject(reason: unknown): void };

class SubgraphStream extends PulledEvents<ExecutionResult> implements AnswerReader {
  private flow: Flow | null = null;
  private readonly events = makeEventReader();
  /** Of an answer that is no stream. */
  private single: Buffer[] | null = null;
  private readonly ready: ExecutionResult[] = [];
  private waiting: Puller<ExecutionResult> | null = null;
  private isPaused = false;
  private ended = false;
  private readonly onAbort = () => this.end(this.request.signal.reason);

  constructor(
    private readonly request: StreamRequest,
    private readonly opening: Opening,
  ) {
    super();
  }

  begin(open: (reader: AnswerReader) => Flow): void {
    this.request.signal.addEventListener('abort', this.onAbort, { once: true });
    this.flow = open(this);
  }

  onHead({ status, headers }: AnswerHead): void {
    const isStream = status === 200 && String(headers['content-type']).startsWith('text/event-stream');
    if (isStream) this.opening.resolve(this);
    else this.single = [];
  }

  onBytes(bytes: Buffer): void {
    if (this.single) return void this.single.push(bytes);
    try {
      for (const event of this.events.read(bytes)) this.take(event);
    } catch (error) {
      return void this.fail(error);
    }
    // Only now, so that a reader who writes what came together can do so.
    this.handOver();
    if (this.ready.length === 0) return;
    this.isPaused = true;
    this.flow?.pause();
  }

  onEnd(): void {
    if (this.single) this.settle(Buffer.concat(this.single).toString());
    else this.fail(new Error('the stream broke off'));
  }

  onFailure(reason: unknown): void {
    this.fail(reason);
  }

  pull(puller: Puller<ExecutionResult>): void {
    this.waiting = puller;
    this.handOver();
  }

  leave(): void {
    this.ready.length = 0;
    this.end();
  }

  private settle(text: string): void {
    try {
      this.opening.resolve(subgraphResult(this.request.name, JSON.parse(text)));
      this.end();
    } catch (error) {
      this.end(error);
    }
  }

  private take({ event, data }: ServerEvent): void {
    if (event === 'complete') this.end();
    if (event !== 'next' || this.ended) return;
    const { name, raw } = this.request;
    this.ready.push((raw && rawResult(data)) || subgraphResult(name, JSON.parse(data)));
  }

  private handOver(): void {
    const { waiting } = this;
    if (waiting === null || (this.ready.length === 0 && !this.ended)) return;
    this.waiting = null;
    const value = this.ready.shift();
    if (this.isPaused && this.ready.length === 0) {
      this.isPaused = false;
      this.flow?.resume();
    }
    if (value) waiting.event(value);
    else waiting.end();
  }

  /** After what came; nobody waits for a failure that comes after the end. */
  private fail(reason: unknown): void {
    if (!this.ended) this.ready.push({ errors: [subgraphFailure(this.request.name, reason)] });
    this.end(reason);
  }

  /** @param reason of a stream that never began; one that did hears of it otherwise or not at all */
  private end(reason?: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.request.signal.removeEventListener('abort', this.onAbort);
    this.opening.reject(reason);
    this.handOver();
    this.flow?.abort(reason);
  }
}
