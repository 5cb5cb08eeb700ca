import type { ExecutionResult } from 'graphql';
import type { RequestContext } from '../../services/shared/caller.ts';
import type { AppError } from '../../services/shared/errors.ts';
import type { Span } from '../../services/shared/trace.ts';
import { startDeadline } from '../deadline.ts';
import { beforeAbort, subgraphFailure } from '../subgraph.failure.ts';
import type { SubgraphRequest } from '../subgraph.ts';
import type { Subgraphs } from '../subgraphs.ts';
import { isEventStream, mapEvents, tellingFailure } from './events.ts';
import { withFieldPaths } from './fetch-errors.ts';

/** One call to a service: up to its answer, of a subscription up to the beginning of its events. */
export type ServiceCall = {
  service: string;
  kind: SubgraphRequest['kind'];
  /** `ok` for whatever answer, also one with errors; `left` when nobody waited for it any more. */
  outcome: 'ok' | 'error' | 'timeout' | 'left';
  durationMs: number;
  requestId: string;
};

/** `eventTimeoutMs` is how long the call may take for one event of a subscription; absent elsewhere. */
export type CallContext = RequestContext & { eventTimeoutMs?: number };

type CallRequest = SubgraphRequest & { context: CallContext };
type Answer = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Never rejects: what a call fails with is an error of each field that it was made for. */
export type CallSubgraph = (name: string, request: CallRequest) => Promise<Answer>;

export function makeSubgraphCall(subgraphs: Subgraphs, onCall: (call: ServiceCall) => void): CallSubgraph {
  return async (name, request) => {
    const { document, variables, kind } = request;
    const { requestId } = request.context;
    const span = request.context.span?.child(`subgraph ${name}`, 'CLIENT');
    const startedAt = performance.now();
    const tell = (outcome: ServiceCall['outcome']) => {
      onCall({ service: name, kind, outcome, durationMs: performance.now() - startedAt, requestId });
      span?.end({ attributes: { outcome }, failed: outcome !== 'ok' });
    };
    try {
      const result = await answerOf(subgraphs, name, span ? within(request, span) : request);
      tell('ok');
      if (!isEventStream(result)) return withFieldPaths(result, document, variables);
      // Of an event without any data the runtime would show those of the event before it; a raw one it never sees.
      const told = (event: ExecutionResult) =>
        withFieldPaths(request.raw || event.data ? event : { ...event, data: {} }, document, variables);
      // The runtime would show a source's own words to the client.
      return tellingFailure(mapEvents(result, told), (reason) =>
        told({ errors: [subgraphFailure(name, reason)] }),
      );
    } catch (error) {
      const failure = subgraphFailure(name, error);
      tell(outcomeOf(failure, request.context));
      return withFieldPaths({ errors: [failure] }, document, variables);
    }
  };
}

function within({ context, ...request }: CallRequest, span: Span): CallRequest {
  return { ...request, context: { ...context, span } };
}

async function answerOf(subgraphs: Subgraphs, name: string, request: CallRequest): Promise<Answer> {
  const { context, kind } = request;
  const subgraph = subgraphs.named(name);
  if (context.eventTimeoutMs === undefined || kind === 'subscription') return subgraph.execute(request);
  const { signal, end } = startDeadline(context.eventTimeoutMs, context.signal);
  try {
    const call = { ...request, context: { ...context, signal } };
    return await beforeAbort(name, signal, () => subgraph.execute(call));
  } finally {
    end();
  }
}

function outcomeOf({ extensions }: AppError, { signal }: RequestContext): ServiceCall['outcome'] {
  if (extensions.code === 'GATEWAY_TIMEOUT') return 'timeout';
  return signal.aborted ? 'left' : 'error';
}
