import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  visit,
} from 'graphql';
import { plainContext, type RequestContext } from '../../services/shared/caller.ts';
import type { PromiseOrValue } from '../../services/shared/promise-or-value.ts';
import type { Subgraph, SubgraphRequest } from '../subgraph.ts';
import type { Subgraphs } from '../subgraphs.ts';
import type { Supergraph } from '../supergraph.ts';
import { makeCompletion } from './completion.compiled.ts';
import { completionSchema } from './completion.schema.ts';
import { EventRelay } from './event-relay.ts';
import { isEventStream, mapEvents } from './events.ts';
import type { Executor } from './executor.ts';
import { makeFederatedParts } from './federated-parts.ts';
import { untypedFields } from './interface-objects.ts';
import { inSeries } from './mutation-steps.ts';
import { muteLog } from './mute-log.ts';
import { makeOwnership } from './ownership.ts';
import { makeProvidedTypes } from './provided-types.ts';
import { RawResult } from './raw-result.ts';
import { type IsWhole, makeWholeEvents } from './relayed-events.ts';
import { requiredFields, withRequiredNulls } from './required-nulls.ts';
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
  { sdl, document: supergraphDocument, publicSchema }: Supergraph,
  subgraphs: Subgraphs,
  { eventTimeoutMs, onCall }: FederatedOptions,
): Promise<Executor> {
  const callSubgraph = makeSubgraphCall(subgraphs, onCall);
  const required = requiredFields(supergraphDocument);
  const supergraph = buildASTSchema(supergraphDocument, { assumeValid: true, assumeValidSDL: true });
  const typeNames = {
    untypedFields: untypedFields(supergraph, publicSchema),
    providedTypes: makeProvidedTypes(supergraph),
  };
  const { executor } = await unifiedGraphHandler({
    log: muteLog,
    unifiedGraph: lenientSchema(supergraphDocument),
    getUnifiedGraphSDL: () => sdl,
    onSubgraphExecute: (name, { document: fetched, variables: given, operationType, context }) => {
      const document = typeNames.providedTypes.named(fetched);
      const variables = withRequiredNulls(required.get(name), document, given);
      const call: SubgraphRequest = { document, variables, kind: operationType ?? 'query', context };
      return call.kind === 'subscription' && context.relay
        ? relayed(name, call, context.relay)
        : callSubgraph(name, call);
    },
  });
  if (!executor) throw new Error('The router runtime gave no executor');
  const plan = executor;
  const complete = makeCompletion(completionSchema(publicSchema, typeNames.untypedFields));
  const ownerOf = makeOwnership(supergraph, publicSchema);
  const partsOf = makeFederatedParts(publicSchema, ownerOf, subgraphs, typeNames);
  const wholeEvents = makeWholeEvents(publicSchema, ownerOf);

  /** Has the service give its events to the relay, and the plan those that it leaves. */
  async function relayed(name: string, call: SubgraphRequest, { relay, isWhole }: Relaying): Promise<Answer> {
    const answer = await callSubgraph(name, { ...call, raw: true });
    return isEventStream(answer) ? relay.into(answer, isWhole(name, call.document)) : answer;
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

  function relayFor(request: Asked): Relaying {
    return {
      relay: new EventRelay(),
      isWhole: (service, fetched) => wholeEvents({ ...request, fetched, service }),
    };
  }

  async function askByPlan(kind: SubgraphRequest['kind'], request: Asked): Promise<Answer> {
    const { document, asked, variables, context } = request;
    const relay = kind === 'subscription' ? relayFor(request) : undefined;
    const planContext: PlanContext = relay ? { ...context, eventTimeoutMs, relay } : context;
    // No signal here: the first client of a document leaving would leave its plan rejected for all. The context has it.
    const answer = await plan({ document: asked, variables, context: planContext });
    if (!isEventStream(answer)) return complete(document, variables, answer);
    const events = mapEvents(answer, (event: ExecutionResult) => complete(document, variables, ownOf(event)));
    return relay ? relay.relay.outOf(events) : events;
  }

  function run(document: DocumentNode, variables: Values, context: RequestContext): PromiseOrValue<Answer> {
    const { kind, asked, service, steps, conditions } = partsOf(document, variables);
    if (asked === null) return complete(document, variables, {});
    const request = { document, asked, conditions, variables, context: plainContext(context) };
    if (service) return askAlone(service, kind, request);
    if (steps.length < 2) return askByPlan(kind, request);
    return inSeries(steps, async (step) => run(step, variables, context) as PromiseOrValue<ExecutionResult>);
  }

  return run;
}

type Answer = ExecutionResult | AsyncIterable<ExecutionResult>;
type Values = Readonly<Record<string, unknown>>;

/** One operation; `asked` is the part of its document for services. */
type Asked = {
  document: DocumentNode;
  asked: DocumentNode;
  conditions: Values;
  variables: Values;
  context: RequestContext;
};

/** How the events of one subscription get around its plan; `isWhole` is asked with what the plan asks of a service. */
type Relaying = { relay: EventRelay; isWhole(service: string, fetched: DocumentNode): IsWhole };

type PlanContext = CallContext & { relay?: Relaying };

/**
 * The supergraph as the runtime's own projection may know it, so that all is left to completion. Every output is
 * nullable: the runtime drops the whole object around a missing non-null field, and with it the place where the value
 * is missing. Enums are scalars: it makes a null without an error of a value that clients may not see.
 */
function lenientSchema(supergraph: DocumentNode): GraphQLSchema {
  const document = visit(supergraph, {
    EnumTypeDefinition: ({ name }) =>
      name.value.includes('__') ? undefined : { kind: Kind.SCALAR_TYPE_DEFINITION, name },
    FieldDefinition: (node) =>
      visit(node, { NonNullType: ({ type }) => type, InputValueDefinition: () => false }),
  });
  return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
}

/** The runtime collects the errors of all events in one array: without emptying it an event repeats earlier ones. */
function ownOf({ data, errors = [] }: ExecutionResult): ExecutionResult {
  return { data, errors: (errors as GraphQLError[]).splice(0) };
}
