import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  visit,
} from 'graphql';
import { subgraphFailure } from '../subgraph.failure.ts';
import type { SubgraphRequest } from '../subgraph.ts';
import type { Subgraphs } from '../subgraphs.ts';
import type { Supergraph } from '../supergraph.ts';
import { completed } from './completion.ts';
import { isEventStream, mapEvents } from './events.ts';
import type { Executor } from './executor.ts';
import { federatedDocument } from './federated-document.ts';
import { withFieldPaths } from './fetch-errors.ts';

/**
 * The executor over services that are called by query plan: the Hive runtime with its Rust planner, without its
 * server. Plans are kept per document object.
 */
export async function makeFederatedExecutor(
  { sdl, publicSchema }: Supergraph,
  subgraphs: Subgraphs,
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
    // No signal here: the first client of a document leaving would leave its plan rejected for all. The context has it.
    const result = await plan({ document: asked, variables, context });
    if (!isEventStream(result)) return complete(result);
    return mapEvents(result, (event: ExecutionResult) =>
      complete({ ...event, errors: drained(event.errors) }),
    );
  };
}

/** Never rejects: what a call fails with is an error of each field that it was made for. */
async function callSubgraph(
  subgraphs: Subgraphs,
  name: string,
  request: SubgraphRequest,
): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
  const { document, variables } = request;
  try {
    const result = await subgraphs.named(name).execute(request);
    if (!isEventStream(result)) return withFieldPaths(result, document, variables);
    return mapEvents(result, (event: ExecutionResult) => withFieldPaths(event, document, variables));
  } catch (error) {
    return withFieldPaths({ errors: [subgraphFailure(name, error)] }, document, variables);
  }
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

/** The runtime collects the errors of all events in one array: without emptying it an event repeats earlier ones. */
function drained(errors: readonly GraphQLError[] | undefined): readonly GraphQLError[] {
  return errors ? (errors as GraphQLError[]).splice(0) : [];
}
