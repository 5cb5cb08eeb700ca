import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationTypeNode,
  parse,
  visit,
} from 'graphql';
import type { RequestContext } from '../../services/shared/caller.ts';
import { startDeadline } from '../deadline.ts';
import { beforeAbort, subgraphFailure } from '../subgraph.failure.ts';
import type { SubgraphRequest } from '../subgraph.ts';
import type { Subgraphs } from '../subgraphs.ts';
import type { Supergraph } from '../supergraph.ts';
import { completed } from './completion.ts';
import { isEventStream, mapEvents, tellingFailure } from './events.ts';
import type { Executor } from './executor.ts';
import { federatedDocument } from './federated-document.ts';
import { withFieldPaths } from './fetch-errors.ts';

/**
 * The executor over services that are called by query plan: the Hive runtime with its Rust planner, without its
 * server. Plans are kept per document object.
 * @param eventTimeoutMs how long one event of a subscription may wait for a service: its operation has no deadline
 */
export async function makeFederatedExecutor(
  { sdl, publicSchema }: Supergraph,
  subgraphs: Subgraphs,
  eventTimeoutMs: number,
): Promise<Executor> {
  const { executor: plan } = await unifiedGraphHandler({
    unifiedGraph: nullableSchema(sdl),
    getUnifiedGraphSDL: () => sdl,
    onSubgraphExecute: (name, { document, variables, operationType, context }) =>
      callSubgraph(subgraphs, name, { document, variables, kind: operationType ?? 'query', context }),
  });
  if (!plan) throw new Error('The router runtime gave no executor');
  const askedOf = new WeakMap<DocumentNode, DocumentNode | null>();

  return async (document, variables, context) => {
    const complete = ({ data, errors = [] }: ExecutionResult) =>
      completed({ schema: publicSchema, document, variables, data, errors });
    let asked = askedOf.get(document);
    if (asked === undefined) {
      asked = federatedDocument(publicSchema, document);
      askedOf.set(document, asked);
    }
    if (asked === null) return complete({});
    const isStream = kindOf(document) === 'subscription';
    const planContext: PlanContext = isStream ? { ...context, eventTimeoutMs } : context;
    // No signal here: the first client of a document leaving would leave its plan rejected for all. The context has it.
    const result = await plan({ document: asked, variables, context: planContext });
    if (!isEventStream(result)) return complete(result);
    return mapEvents(result, (event: ExecutionResult) => complete(ownOf(event)));
  };
}

/** What comes back from the runtime with every call; `eventTimeoutMs` only where events are made. */
type PlanContext = RequestContext & { eventTimeoutMs?: number };

/** Never rejects: what a call fails with is an error of each field that it was made for. */
async function callSubgraph(
  subgraphs: Subgraphs,
  name: string,
  request: SubgraphRequest & { context: PlanContext },
): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
  const { document, variables, kind } = request;
  const { eventTimeoutMs, ...context } = request.context;
  const isForEvent = eventTimeoutMs !== undefined && kind !== 'subscription';
  const deadline = isForEvent ? startDeadline(eventTimeoutMs, context.signal) : null;
  const signal = deadline?.signal ?? context.signal;
  try {
    const call = () => subgraphs.named(name).execute({ ...request, context: { ...context, signal } });
    const result = await (deadline ? beforeAbort(name, signal, call) : call());
    if (!isEventStream(result)) return withFieldPaths(result, document, variables);
    const events = mapEvents(result, (event: ExecutionResult) => withFieldPaths(event, document, variables));
    // The runtime would show a source's own words to the client, and the last event's data once more.
    return tellingFailure(events, (reason) =>
      withFieldPaths({ errors: [subgraphFailure(name, reason)] }, document, variables),
    );
  } catch (error) {
    return withFieldPaths({ errors: [subgraphFailure(name, error)] }, document, variables);
  } finally {
    deadline?.end();
  }
}

function kindOf(document: DocumentNode): OperationTypeNode | undefined {
  return document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)?.operation;
}

/**
 * The supergraph with every output nullable, for the runtime's own projection: it drops the whole object around a
 * missing non-null field, and with it the place where the value is missing. Completion enforces non-null afterwards.
 */
function nullableSchema(sdl: string): GraphQLSchema {
  const document = visit(parse(sdl, { noLocation: true }), {
    FieldDefinition: (node) =>
      visit(node, { NonNullType: ({ type }) => type, InputValueDefinition: () => false }),
  });
  return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
}

/**
 * What is of this event alone. The runtime collects the errors of all events in one array: without emptying it an event
 * repeats earlier ones. And it keeps the last data: where the one root field failed, there are none.
 */
function ownOf({ data, errors = [] }: ExecutionResult): ExecutionResult {
  const own = (errors as GraphQLError[]).splice(0);
  return { data: own.some(({ path }) => path?.length === 1) ? null : data, errors: own };
}
