import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { type RequestContext, ServiceContext } from '../services/shared/caller.ts';
import { badInput } from '../services/shared/errors.ts';
import type { Logger } from '../services/shared/logger.ts';
import { isPromise, type PromiseOrValue, whenReady } from '../services/shared/promise-or-value.ts';
import type { Span } from '../services/shared/trace.ts';
import { isEventStream, mapEvents } from './execute/events.ts';
import type { Executor } from './execute/executor.ts';
import { jsonTextOf, RawResult } from './execute/raw-result.ts';
import { cachedRequestOf, resultOf, UnkeptResult, withoutClient } from './kept-operation.ts';
import type { LimitSettings } from './limit-settings.ts';
import {
  type OperationOutcome,
  type OperationRequest,
  type StreamOutcome,
  unsafeMethod,
} from './operation.ts';
import { makeAdHocLog } from './stages/ad-hoc.ts';
import { admitInternal, admitOperation } from './stages/admit.ts';
import type { CachedAnswer, ResponseCache } from './stages/cache.ts';
import { admitCost, quotaUnits } from './stages/cost.ts';
import type { Documents, GivenDocument } from './stages/document.ts';
import type { Execution } from './stages/execute.ts';
import { errorsOf, isOutage, maskResult } from './stages/mask.ts';
import type { Operation } from './stages/operation.ts';
import { publicName } from './stages/record.operations.ts';
import type { Recorder } from './stages/record.ts';
import { admitOf, documentRights, type Rights } from './stages/rights.ts';
import { checkAccess } from './stages/scopes.ts';
import { checkVariables } from './stages/variables.ts';

export type Pipeline = {
  /** Whether a document was seen before, so that it costs neither parsing nor validation. */
  knows(document: GivenDocument): boolean;
  /** The operation that a known document stands for; null where it is not known, refused, or not one. */
  known(document: GivenDocument, operationName?: string | null): Operation | null;
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
export type ServedGraph = {
  schema: GraphQLSchema;
  /** Changes with what answers look like. */
  version: string;
  documents: Documents;
  executor: Executor;
};

export type PipelineParts = {
  graph(): ServedGraph;
  cache: ResponseCache;
  recorder: Recorder;
  logger: Logger;
  operationTimeoutMs: number;
  limits: LimitSettings;
};

type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

const clientLeft: ExecutionResult = {
  errors: [new GraphQLError('The client left.', { extensions: { code: 'CLIENT_CLOSED_REQUEST' } })],
};
const noVariables = Object.freeze({});

/** Joins the stages. Identify comes before them, with the connection; see context.ts. */
export function makePipeline(parts: PipelineParts): Pipeline {
  const { graph, cache, recorder, logger, operationTimeoutMs: timeoutMs, limits } = parts;
  const rightsOf = documentRights(limits);
  const tellAdHoc = makeAdHocLog(logger);

  /** Up to the point where the operation would run. @throws Refusal, AppError */
  function decided(
    request: OperationRequest,
    { schema, documents }: ServedGraph,
    document: GivenDocument,
    rights: Rights,
  ): { operation: Operation; cost: number } {
    const operation = documents.find(document, request.operationName, rights);
    admitOf(rights, operation);
    if (rights.adHoc === 'told' && !operation.trusted) tellAdHoc(operation);
    if (request.internal) admitInternal(operation);
    if (request.readOnly && operation.kind === 'mutation') {
      throw badInput('A mutation needs POST.', { reason: unsafeMethod });
    }
    // Before anything is looked for in the cache: what is kept there is as little for everybody as what is made.
    if (operation.requirement) checkAccess(operation.requirement, request.context.caller);
    const variables = request.variables ?? noVariables;
    checkVariables(schema, operation, variables, rights.introspection);
    const cost = operation.cost(variables);
    admitCost(cost, limits.maxCost);
    return { operation, cost };
  }

  /** Takes what the operation costs beyond the one unit that is taken. @throws AppError RATE_LIMITED */
  function spend(share: OperationRequest['share'], operation: Operation, cost: number): PromiseOrValue<void> {
    if (!share) return;
    const rest = quotaUnits(cost, limits.costPerUnit) - 1;
    const taken = rest > 0 ? share.take(rest) : undefined;
    const { sensitiveFields } = operation;
    return sensitiveFields > 0 ? whenReady(taken, () => share.take(sensitiveFields, 'STRICT')) : taken;
  }

  function open(request: OperationRequest): PromiseOrValue<StreamOutcome> {
    const span = request.context.span?.child('operation');
    const context = span ? new WithinSpan(request.context, span) : request.context;
    const variables = request.variables ?? noVariables;
    const startedAt = performance.now();
    let operation: Operation | undefined;

    // Nobody reads the answer to a client that has left, and what its leaving broke is no failure.
    const shown = (given: ExecutionResult): ExecutionResult =>
      given.errors === undefined
        ? given
        : context.signal.aborted
          ? clientLeft
          : maskResult(given, { requestId: context.requestId, logger });
    const finish = (given: Result, cached: CachedAnswer | null = null): StreamOutcome => {
      const isStream = isEventStream(given);
      const result = isStream ? mapEvents(given, shown) : cached ? given : shown(given);
      const { errors } = isStream ? {} : (result as ExecutionResult);
      span?.end({
        name: `${operation?.kind ?? 'operation'} ${publicName(operation)}`,
        attributes: { 'graphql.document.id': operation?.documentId ?? '' },
        failed: errors !== undefined,
      });
      recorder.operation({
        requestId: context.requestId,
        caller: context.caller,
        operation,
        errors,
        durationMs: performance.now() - startedAt,
      });
      return { result, cached, operation };
    };
    const failed = (exception: unknown): StreamOutcome =>
      exception instanceof UnkeptResult ? finish(exception.result) : finish({ errors: errorsOf(exception) });

    try {
      admitOperation(request);
      const served = graph();
      const rights = rightsOf(context.caller);
      const loading = served.documents.load(request.document, context.caller, rights);
      const outcome = whenReady(loading, (document) => {
        const decision = decided(request, served, document, rights);
        operation = decision.operation;
        const execution = { operation, executor: served.executor, variables, timeoutMs, context };
        return keptOrRun(execution, () => spend(request.share, execution.operation, decision.cost));
      });
      return isPromise(outcome) ? outcome.catch(failed) : outcome;
    } catch (exception) {
      return failed(exception);
    }

    /** @param pay before anything is run; what is kept is free */
    function keptOrRun(execution: Execution, pay: () => PromiseOrValue<void>): PromiseOrValue<StreamOutcome> {
      const run = (what: Execution) => whenReady(pay(), () => resultOf(what));
      const keep = request.uncached || request.internal ? null : cachedRequestOf(execution);
      if (!keep) return whenReady(run(execution), (result) => finish(result));
      const shared = { ...execution, context: withoutClient(context) };
      const text = (result: Result): string => {
        // Told to everybody who waits for it, even when the one who asked first has left.
        const masked = maskResult(result as ExecutionResult, { requestId: context.requestId, logger });
        if (masked.errors) throw new UnkeptResult(masked, masked.errors.some(isOutage));
        return jsonTextOf(masked);
      };
      return whenReady(
        cache.answer(keep, () => whenReady(run(shared), text)),
        (answer) => {
          if (answer.cacheStatus === 'HIT') request.share?.giveBack(1);
          return finish(new RawResult(answer.text ?? answer.body), answer);
        },
      );
    }
  }

  async function run(request: OperationRequest): Promise<OperationOutcome> {
    const { result, ...outcome } = await open(request);
    if (!isEventStream(result)) return { result, ...outcome };
    await result[Symbol.asyncIterator]().return?.();
    return { result: { errors: [badInput('A subscription needs a stream.')] }, ...outcome };
  }

  return {
    knows: (document) => graph().documents.knows(document),
    known: (document, operationName) => graph().documents.known(document, operationName),
    run,
    open,
  };
}

/** The same within a piece of work. */
class WithinSpan extends ServiceContext {
  readonly span: Span;

  constructor(request: RequestContext, span: Span) {
    super(request);
    this.span = span;
  }
}
