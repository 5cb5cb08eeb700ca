import { type Dispatcher, Pool } from 'undici';

/** Calls beyond that wait for a free connection; their deadline runs meanwhile. */
const mostConnections = 128;
/** For a service that does not say how long it keeps an idle connection open; Node's own server keeps it for 5 s. */
const keepAliveMs = 4_000;
const connectTimeoutMs = 10_000;

/** What a call says. */
export type Asking = { headers: Record<string, string>; body: string };

export type AnswerHead = { status: number; headers: Readonly<Record<string, string | string[] | undefined>> };

/** An answer, whole. */
export type ServiceAnswer = AnswerHead & { text: string };

/** A call under way. */
export type RunningCall = {
  /** Rejects with the reason of `abort`, a TimeoutError, or the connection's error. */
  answer: Promise<ServiceAnswer>;
  /** Closes the connection at once. */
  abort(reason: unknown): void;
};

/** What reads an answer piece by piece. Nothing is called after `onEnd` or `onFailure`. */
export type AnswerReader = {
  onHead(head: AnswerHead): void;
  onBytes(bytes: Buffer): void;
  onEnd(): void;
  onFailure(reason: unknown): void;
};

/** The connection that an answer is read from. */
export type Flow = {
  /** Nothing comes until `resume`, and silence does not count meanwhile. */
  pause(): void;
  resume(): void;
  /** Closes the connection at once; the reader hears of it as of a failure. */
  abort(reason: unknown): void;
};

export type ServiceConnections = {
  /**
   * Asks for an answer as a whole. It has no time limit of its own: whoever asks ends it.
   * @param repeatable whether asking twice does no harm: a connection that the service has closed meanwhile is then
   *   no failure
   */
  ask(asking: Asking, repeatable: boolean): RunningCall;
  /**
   * Asks for an answer that is read as it comes, on a connection of its own.
   * @param silenceMs longest time without a byte; ends in a TimeoutError
   */
  read(asking: Asking, reader: AnswerReader, silenceMs: number): Flow;
  /** Breaks off all that is under way. */
  close(): Promise<void>;
};

/** Connections to one service, kept open between calls. */
export function openConnections(url: string): ServiceConnections {
  const { origin, pathname, search } = new URL(url);
  const options = { pipelining: 1, keepAliveTimeout: keepAliveMs, connect: { timeout: connectTimeoutMs } };
  const calls = new Pool(origin, { ...options, connections: mostConnections });
  // Streams are open for minutes, any number of them: they may not take the calls' connections.
  const streams = new Pool(origin, options);
  const request = { method: 'POST', path: `${pathname}${search}`, headersTimeout: 0 } as const;
  return {
    ask(asking, repeatable) {
      const whole = { ...request, ...asking, bodyTimeout: 0 };
      return new WholeAnswer(repeatable, (exchange) => calls.dispatch(whole, exchange));
    },
    read(asking, reader, silenceMs) {
      const exchange = new Exchange(reader);
      streams.dispatch({ ...request, ...asking, bodyTimeout: silenceMs, reset: true }, exchange);
      return exchange;
    },
    async close() {
      await Promise.all([calls.destroy(), streams.destroy()]);
    },
  };
}

/** One request and its answer. May be aborted before it has a connection. */
class Exchange implements Dispatcher.DispatchHandler, Flow {
  private controller: Dispatcher.DispatchController | null = null;
  private ended = false;

  constructor(private readonly reader: AnswerReader) {}

  pause(): void {
    this.controller?.pause();
  }

  resume(): void {
    this.controller?.resume();
  }

  abort(reason: unknown): void {
    this.fail(reason);
    this.controller?.abort(aborted);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.ended) controller.abort(aborted);
  }

  onResponseStart(_controller: unknown, status: number, headers: AnswerHead['headers']): void {
    if (!this.ended) this.reader.onHead({ status, headers });
  }

  onResponseData(_controller: unknown, bytes: Buffer): void {
    if (!this.ended) this.reader.onBytes(bytes);
  }

  onResponseEnd(): void {
    if (this.ended) return;
    this.ended = true;
    this.reader.onEnd();
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.fail(timeoutCodes.has(codeOf(error)) ? new DOMException(error.message, 'TimeoutError') : error);
  }

  private fail(reason: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.reader.onFailure(reason);
  }
}

/** What the pool is told; the reader knows the reason already. */
const aborted = new Error('nobody waits for the answer');

const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']);
const resetCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Collects an answer; where the connection breaks before there is any of it, asks once more if it may. */
class WholeAnswer implements AnswerReader, RunningCall {
  readonly answer: Promise<ServiceAnswer>;
  private exchange: Exchange;
  private head: AnswerHead | null = null;
  private readonly parts: Buffer[] = [];
  private resolve: (answer: ServiceAnswer) => void = () => {};
  private reject: (reason: unknown) => void = () => {};

  constructor(
    private repeatable: boolean,
    private readonly send: (exchange: Exchange) => void,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.exchange = new Exchange(this);
    send(this.exchange);
  }

  abort(reason: unknown): void {
    this.repeatable = false;
    this.exchange.abort(reason);
  }

  onHead(head: AnswerHead): void {
    this.head = head;
  }

  onBytes(bytes: Buffer): void {
    this.parts.push(bytes);
  }

  onEnd(): void {
    const { status, headers } = this.head ?? { status: 0, headers: {} };
    const [first, second] = this.parts;
    const bytes = second ? Buffer.concat(this.parts) : first;
    this.resolve({ status, headers, text: bytes?.toString() ?? '' });
  }

  onFailure(reason: unknown): void {
    const isReset = !this.head && resetCodes.has(codeOf(reason));
    if (isReset && this.repeatable) {
      this.repeatable = false;
      this.exchange = new Exchange(this);
      this.send(this.exchange);
    } else {
      this.reject(reason);
    }
  }
}
