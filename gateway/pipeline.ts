import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { badInput } from '../services/shared/errors.ts';
import type { Logger } from '../services/shared/logger.ts';
import { isPromise, type PromiseOrValue } from '../services/shared/promise-or-value.ts';
import { isEventStream, mapEvents } from './execute/events.ts';
import type { Executor } from './execute/executor.ts';
import { RawResult } from './execute/raw-result.ts';
import {
  type OperationEvent,
  type OperationOutcome,
  type OperationRequest,
  type StreamOutcome,
  unsafeMethod,
} from './operation.ts';
import { admitInternal, admitOperation } from './stages/admit.ts';
import type { Documents, GivenDocument, Operation } from './stages/document.ts';
import { executeOperation } from './stages/execute.ts';
import { errorsOf, maskResult } from './stages/mask.ts';
import type { Recorder } from './stages/record.ts';
import { checkVariables } from './stages/variables.ts';

export type Pipeline = {
  /** Whether a document was seen before, so that it costs neither parsing nor validation. */
  knows(document: GivenDocument): boolean;
  /**
   * Runs a query or mutation through every stage.
   * @returns always a result: faults are in `errors`, masked, each with a code; without `data` nothing was run
   */
  run(request: OperationRequest): Promise<OperationOutcome>;
  /**
   * As `run`, but a subscription gives its events. They end when the request's signal is aborted.
   * @returns at once where no stage has to wait
   */
  open(request: OperationRequest): PromiseOrValue<StreamOutcome>;
};

/** The graph that is served: replaced as a whole when it is loaded anew. */
export type ServedGraph = { schema: GraphQLSchema; documents: Documents; executor: Executor };

export type PipelineParts = {
  graph(): ServedGraph;
  recorder: Recorder;
  logger: Logger;
  operationTimeoutMs: number;
};

const clientLeft: ExecutionResult = {
  errors: [new GraphQLError('The client left.', { extensions: { code: 'CLIENT_CLOSED_REQUEST' } })],
};

/** Joins the stages. Identify comes before them, with the connection; see context.ts. */
export function makePipeline(parts: PipelineParts): Pipeline {
  const { graph, recorder, logger } = parts;

  function open(request: OperationRequest): PromiseOrValue<StreamOutcome> {
    const { context } = request;
    const startedAt = performance.now();
    let operation: Operation | undefined;

    // Nobody reads the answer to a client that has left, and what its leaving broke is no failure.
    const shown = (given: ExecutionResult): ExecutionResult =>
      given.errors === undefined
        ? given
        : context.signal.aborted
          ? clientLeft
          : maskResult(given, { requestId: context.requestId, logger });
    const finish = (given: ExecutionResult): StreamOutcome => {
      const result = shown(given);
      recorder.operation({
        requestId: context.requestId,
        operation,
        result,
        durationMs: performance.now() - startedAt,
      });
      return { result, cacheStatus: 'BYPASS' };
    };
    const outcomeOf = (result: ExecutionResult | AsyncIterable<OperationEvent>): StreamOutcome => {
      if (!isEventStream(result)) return finish(result);
      const { cacheStatus } = finish({});
      const events = mapEvents(result, (event: OperationEvent) =>
        event instanceof RawResult ? event : shown(event),
      );
      return { result: events, cacheStatus };
    };
    const failed = (exception: unknown): StreamOutcome => finish({ errors: errorsOf(exception) });

    try {
      admitOperation(request);
      const { schema, documents, executor } = graph();
      operation = documents.find(request.document, request.operationName);
      if (request.internal) admitInternal(operation);
      if (request.readOnly && operation.kind === 'mutation') {
        throw badInput('A mutation needs POST.', { reason: unsafeMethod });
      }
      const variables = request.variables ?? noVariables;
      checkVariables(schema, operation, variables);
      const timeoutMs = parts.operationTimeoutMs;
      const result = executeOperation({ executor, operation, variables, context, timeoutMs });
      return isPromise(result) ? result.then(outcomeOf, failed) : outcomeOf(result);
    } catch (exception) {
      return failed(exception);
    }
  }

  async function run(request: OperationRequest): Promise<OperationOutcome> {
    const { result, cacheStatus } = await open(request);
    if (!isEventStream(result)) return { result, cacheStatus };
    await result[Symbol.asyncIterator]().return?.();
    return { result: { errors: [badInput('A subscription needs a stream.')] }, cacheStatus };
  }

  return { knows: (document) => graph().documents.knows(document), run, open };
}

const noVariables = Object.freeze({});
