import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  visit,
} from 'graphql';
import type { RequestContext } from '../../services/shared/caller.ts';
import type { Subgraph, SubgraphRequest } from '../subgraph.ts';
import type { Subgraphs } from '../subgraphs.ts';
import type { Supergraph } from '../supergraph.ts';
import { makeCompletion } from './completion.compiled.ts';
import { isEventStream, mapEvents } from './events.ts';
import type { Executor } from './executor.ts';
import { federatedDocument } from './federated-document.ts';
import { makeOwnership } from './ownership.ts';
import { RawResult } from './raw-result.ts';
import { type CallContext, makeSubgraphCall, type ServiceCall } from './subgraph-call.ts';

export type FederatedOptions = {
  /** How long one event of a subscription may wait for a service: its operation has no deadline. */
  eventTimeoutMs: number;
  /** Hears of every call to a service. */
  onCall(call: ServiceCall): void;
};

/**
 * The executor over services. A document that one service can answer alone goes there as it is; all others by query
 * plan: the Hive runtime with its Rust planner, without its server. Plans are kept per document object.
 */
export async function makeFederatedExecutor(
  { sdl, publicSchema }: Supergraph,
  subgraphs: Subgraphs,
  { eventTimeoutMs, onCall }: FederatedOptions,
): Promise<Executor> {
  const callSubgraph = makeSubgraphCall(subgraphs, onCall);
  const nullable = nullableSchema(sdl);
  const { executor } = await unifiedGraphHandler({
    unifiedGraph: nullable,
    getUnifiedGraphSDL: () => sdl,
    onSubgraphExecute: (name, { document, variables, operationType, context }) =>
      callSubgraph(name, { document, variables, kind: operationType ?? 'query', context }),
  });
  if (!executor) throw new Error('The router runtime gave no executor');
  const plan = executor;
  const complete = makeCompletion(publicSchema);
  const ownerOf = makeOwnership(nullable, publicSchema);
  const ways = new WeakMap<DocumentNode, Way>();

  function wayOf(document: DocumentNode): Way {
    let way = ways.get(document);
    if (!way) {
      const kind = kindOf(document);
      const owner = ownerOf(document);
      // Events of this process win nothing by that way, and what their source fails with is left to the runtime.
      const canAlone = (each: Subgraph) => each.name === owner && (kind !== 'subscription' || !each.embedded);
      const service = subgraphs.all.find(canAlone) ?? null;
      way = { kind, asked: federatedDocument(publicSchema, document), service };
      ways.set(document, way);
    }
    return way;
  }

  /** @param service the only one that is needed */
  async function askAlone(service: Subgraph, kind: SubgraphRequest['kind'], request: Asked): Promise<Answer> {
    const { document, asked, variables, context } = request;
    // The text of an event goes to the client as it is, so the service is asked exactly what the client asks.
    const raw = kind === 'subscription';
    const call = { document: raw ? document : asked, variables, kind, raw, context };
    const answer = await callSubgraph(service.name, call);
    if (!isEventStream(answer)) return complete(document, variables, answer);
    return mapEvents(answer, (event: ExecutionResult) => {
      // Whole by its service. Without data it is a failure on the way, which completion puts in its place.
      const isWhole = event instanceof RawResult || (raw && event.data);
      return isWhole ? event : complete(document, variables, event);
    });
  }

  async function askByPlan(kind: SubgraphRequest['kind'], request: Asked): Promise<Answer> {
    const { document, asked, variables, context } = request;
    const planContext: CallContext = kind === 'subscription' ? { ...context, eventTimeoutMs } : context;
    // No signal here: the first client of a document leaving would leave its plan rejected for all. The context has it.
    const answer = await plan({ document: asked, variables, context: planContext });
    if (!isEventStream(answer)) return complete(document, variables, answer);
    return mapEvents(answer, (event: ExecutionResult) => complete(document, variables, ownOf(event)));
  }

  return (document, variables, context) => {
    const { kind, asked, service } = wayOf(document);
    if (asked === null) return complete(document, variables, {});
    const request = { document, asked, variables, context };
    return service ? askAlone(service, kind, request) : askByPlan(kind, request);
  };
}

type Answer = ExecutionResult | AsyncIterable<ExecutionResult>;

/** How a document is answered. */
type Way = {
  kind: SubgraphRequest['kind'];
  /** What of it services have to be asked; null when nothing. */
  asked: DocumentNode | null;
  /** The one that can answer it alone. */
  service: Subgraph | null;
};

/** One operation; `asked` is the part of its document for services. */
type Asked = {
  document: DocumentNode;
  asked: DocumentNode;
  variables: Readonly<Record<string, unknown>>;
  context: RequestContext;
};

function kindOf(document: DocumentNode): SubgraphRequest['kind'] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operation?.operation ?? 'query';
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
