import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { RequestContext } from './caller.ts';

/** On whose behalf, for which request and until when the rest of the graph is asked. */
export type GraphCall = RequestContext;

/**
 * Asks the rest of the graph: the executor itself in one process, the gateway's private address in three.
 * Costs no quota and never reaches `ask` or `chat`.
 * @throws AppError DOWNSTREAM_SERVICE_ERROR or GATEWAY_TIMEOUT when the graph can't answer, or the code of what it
 *   refuses
 */
export type Graph = <Result, Variables>(
  operation: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  call: GraphCall,
) => Promise<Result>;
