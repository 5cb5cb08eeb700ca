import type { DocumentNode, ExecutionResult } from 'graphql';
import type { RequestContext } from '../../services/shared/caller.ts';
import type { PromiseOrValue } from '../../services/shared/promise-or-value.ts';

/**
 * Runs one operation over the whole graph.
 * @param document one valid operation with its fragments; the same object each time, since plans are kept by it
 * @param variables as given, checked
 * @param context aborting its signal ends the work; what is finished by then stays in the result
 * @returns at once where nothing has to be waited for; a result that is complete by the public schema, or the events of a subscription
 */
export type Executor = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  context: RequestContext,
) => PromiseOrValue<ExecutionResult | AsyncIterable<ExecutionResult>>;
