import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../services/shared/caller.ts';
import { badInput } from '../services/shared/errors.ts';
import type { Logger } from '../services/shared/logger.ts';
import { isEventStream, mapEvents } from './execute/events.ts';
import type { Executor } from './execute/executor.ts';
import { admitInternal, admitOperation } from './stages/admit.ts';
import { cacheKeyOf, type ResponseCache } from './stages/cache.ts';
import type { Documents, GivenDocument, Operation } from './stages/document.ts';
import { executeOperation } from './stages/execute.ts';
import { errorsOf, maskResult } from './stages/mask.ts';
import type { Recorder } from './stages/record.ts';
import { checkVariables } from './stages/variables.ts';

/** HIT: from the response cache. MISS: looked for there and made anew. BYPASS: not looked for. */
export type CacheStatus = 'HIT' | 'MISS' | 'BYPASS';

/** One operation, whatever way it came in by. Caller, request id and the client's signal are its context. */
export type OperationRequest = RequestContext & {
  document: GivenDocument;
  /** Needed only when the document holds several operations. */
  operationName?: string | null;
  variables?: Readonly<Record<string, unknown>> | null;
  /** Refuses mutations: set for a request that must be safe, such as a GET. */
  readOnly?: boolean;
  /** Asked by a service of ours while it works for the caller: costs no quota, and may not begin an answer. */
  internal?: boolean;
};

export type OperationOutcome<Result = ExecutionResult> = { result: Result; cacheStatus: CacheStatus };

/** What a shaped answer is kept under and for how long. */
export type CachedRequest = { name: string; keyBody: unknown; ttlSeconds: number };

/** A shaped answer; kept only when it is `cacheable`. */
export type ProducedBody = { body: unknown; cacheable: boolean };

export type Pipeline = {
  /**
   * Runs a query or mutation through every stage.
   * @returns always a result: faults are in `errors`, masked, each with a code; without `data` nothing was run
   */
  run(request: OperationRequest): Promise<OperationOutcome>;
  /** As `run`, but a subscription gives its events. They end when the request's signal is aborted. */
  open(
    request: OperationRequest,
  ): Promise<OperationOutcome<ExecutionResult | AsyncIterable<ExecutionResult>>>;
  /**
   * Answers from the response cache, else makes the answer and keeps it: for those who shape results into something
   * else (REST). Those who miss the same key at the same time share one making, so it may not hang on one client's
   * signal.
   * @returns the body as JSON text, as it goes to the client
   * @throws what `produce` throws; nothing is kept then
   */
  cached(
    request: CachedRequest,
    produce: () => Promise<ProducedBody>,
  ): Promise<{ body: string; cacheStatus: CacheStatus }>;
};

export type PipelineParts = {
  schema: GraphQLSchema;
  documents: Documents;
  cache: ResponseCache;
  executor: Executor;
  recorder: Recorder;
  logger: Logger;
  operationTimeoutMs: number;
  /** Changes whenever the data behind the answers change. */
  dataVersion(): string;
};

/** Why a request that must be safe was refused, in the error's `reason`. */
export const unsafeMethod = 'UNSAFE_METHOD';

const clientLeft: ExecutionResult = {
  errors: [new GraphQLError('The client left.', { extensions: { code: 'CLIENT_CLOSED_REQUEST' } })],
};

/** Joins the stages. Identify comes before them, with the connection; see context.ts. */
export function makePipeline(parts: PipelineParts): Pipeline {
  const { schema, documents, cache, executor, recorder, logger } = parts;
  const making = new Map<string, Promise<string>>();

  async function open(request: OperationRequest): ReturnType<Pipeline['open']> {
    const startedAt = performance.now();
    let operation: Operation | undefined;
    const finish = (given: ExecutionResult): ExecutionResult => {
      // Nobody reads the answer to a client that has left, and what its leaving broke is no failure.
      const result = request.signal.aborted
        ? clientLeft
        : maskResult(given, { requestId: request.requestId, logger });
      const durationMs = performance.now() - startedAt;
      recorder.operation({ requestId: request.requestId, operation, result, durationMs });
      return result;
    };
    try {
      admitOperation(request);
      operation = documents.find(request.document, request.operationName);
      if (request.internal) admitInternal(operation);
      if (request.readOnly && operation.kind === 'mutation') {
        throw badInput('A mutation needs POST.', { reason: unsafeMethod });
      }
      const variables = request.variables ?? {};
      checkVariables(schema, operation, variables);
      const { caller, requestId, signal } = request;
      const context = { caller, requestId, signal };
      const timeoutMs = parts.operationTimeoutMs;
      const result = await executeOperation({ executor, operation, variables, context, timeoutMs });
      return {
        result: isEventStream(result) ? mapEvents(result, finish) : finish(result),
        cacheStatus: 'BYPASS',
      };
    } catch (exception) {
      return { result: finish({ errors: errorsOf(exception) }), cacheStatus: 'BYPASS' };
    }
  }

  async function run(request: OperationRequest): Promise<OperationOutcome> {
    const { result, cacheStatus } = await open(request);
    if (!isEventStream(result)) return { result, cacheStatus };
    await result[Symbol.asyncIterator]().return?.();
    return { result: { errors: [badInput('A subscription needs a stream.')] }, cacheStatus };
  }

  const cached: Pipeline['cached'] = async ({ name, keyBody, ttlSeconds }, produce) => {
    const key = cacheKeyOf({ name, body: keyBody });
    const dataVersion = parts.dataVersion();
    const found = await cache.get(key, dataVersion);
    recorder.cacheRead(found !== null);
    if (found !== null) return { body: found, cacheStatus: 'HIT' };

    const flight = `${dataVersion} ${key}`;
    const made = making.get(flight) ?? make();
    making.set(flight, made);
    try {
      return { body: await made, cacheStatus: 'MISS' };
    } finally {
      making.delete(flight);
    }

    async function make(): Promise<string> {
      const produced = await produce();
      const body = JSON.stringify(produced.body);
      if (produced.cacheable) await cache.set(key, { body, dataVersion }, ttlSeconds);
      return body;
    }
  };

  return { run, open, cached };
}
