import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../services/shared/caller.ts';
import { requestIdFrom } from '../../services/shared/request-id.ts';
import type { Span } from '../../services/shared/trace.ts';
import { clientLeft } from '../recording.ts';
import type { Operation } from '../stages/operation.ts';
import type { Recorder } from '../stages/record.ts';
import { beginSpan, endSpan, type Tracing } from '../tracing.ts';
import type { ReadyAnswer } from './written-together.ts';

export type ExchangeParts = {
  recorderFor(request: IncomingMessage): Recorder;
  tracing?: Tracing;
  writeOut(answer: ReadyAnswer): void;
  giveUp(response: ServerResponse, error: unknown): void;
};

/** One request that is answered on the short way: counted, logged and traced as on the long one. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly caller: Caller;
  readonly route: string;
  readonly span: Span | undefined;
  private readonly recorder: Recorder;
  private readonly writeOut: ExchangeParts['writeOut'];
  private readonly giveUp: ExchangeParts['giveUp'];
  private readonly startedAt: number;
  private readonly end: () => void;

  /** @param startedAt when the request came, on the clock of `performance` */
  constructor(
    { recorderFor, tracing, writeOut, giveUp }: ExchangeParts,
    given: {
      request: IncomingMessage;
      response: ServerResponse;
      caller: Caller;
      route: string;
      startedAt: number;
    },
  ) {
    this.request = given.request;
    this.response = given.response;
    this.caller = given.caller;
    this.route = given.route;
    this.startedAt = given.startedAt;
    this.requestId = requestIdFrom(given.request.headers['x-request-id']);
    this.recorder = recorderFor(given.request);
    this.writeOut = writeOut;
    this.giveUp = giveUp;
    this.end = this.recorder.begin();
    this.span = tracing && beginSpan(tracing, given.request, given.route);
  }

  /** Writes an answer, its length known, and tells what came of it as soon as it is out: most are when they are written. */
  answer(status: number, head: string[], body: string | Buffer, operation: Operation | undefined): void {
    const length = Buffer.byteLength(body);
    head.push('content-length', String(length));
    this.writeOut({
      write: () => {
        try {
          this.response.writeHead(status, head);
          // What has a byte for each character is the same in both, and faster to copy in the plainer one.
          this.response.end(body, length === body.length ? 'latin1' : 'utf8');
          this.ended(length, operation);
        } catch (error) {
          this.fail(error, operation);
        }
      },
    });
  }

  /** Ends an exchange whose answer could not be made or written, which is a defect: its connection is closed. */
  fail(error: unknown, operation?: Operation): void {
    this.giveUp(this.response, error);
    this.tell(500, 0, operation);
  }

  /** Tells that an operation was answered without being run. */
  ran(operation: Operation | undefined): void {
    const { requestId, caller } = this;
    if (operation)
      this.recorder.operation({ requestId, caller, operation, errors: undefined, durationMs: 0 });
  }

  /** Tells that the client left before it had asked to the end. */
  left(): void {
    this.tell(clientLeft, 0, undefined);
  }

  private ended(sentBytes: number, operation: Operation | undefined): void {
    const { response } = this;
    const tell = () => {
      const isLeft = response.destroyed && !response.writableFinished;
      this.tell(isLeft ? clientLeft : response.statusCode, sentBytes, operation);
    };
    if (response.writableLength === 0) tell();
    else response.once('close', tell);
  }

  private tell(status: number, sentBytes: number, operation: Operation | undefined): void {
    const { request, response, requestId, route, caller, span } = this;
    this.end();
    if (span) endSpan(span, { request, response, route, requestId });
    this.recorder.exchange({
      requestId,
      method: request.method ?? '',
      route,
      status,
      durationMs: performance.now() - this.startedAt,
      sentBytes,
      caller,
      operation,
    });
  }
}
