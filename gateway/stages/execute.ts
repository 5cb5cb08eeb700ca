import type { ExecutionResult } from 'graphql';
import type { RequestContext } from '../../services/shared/caller.ts';
import { isPromise, type PromiseOrValue } from '../../services/shared/promise-or-value.ts';
import { DeadlineContext } from '../deadline.ts';
import type { Executor } from '../execute/executor.ts';
import type { Operation } from './operation.ts';

export type Execution = {
  executor: Executor;
  operation: Operation;
  variables: Readonly<Record<string, unknown>>;
  context: RequestContext;
  timeoutMs: number;
};

/**
 * Runs an operation under a deadline. A subscription's deadline covers its start only; after that it lives as long
 * as its reader.
 */
export function executeOperation(
  execution: Execution,
): PromiseOrValue<ExecutionResult | AsyncIterable<ExecutionResult>> {
  const { executor, operation, variables, timeoutMs } = execution;
  const context = new DeadlineContext(timeoutMs, execution.context);
  try {
    const result = executor(operation.document, variables, context);
    if (isPromise(result)) return result.finally(() => context.lift());
    context.lift();
    return result;
  } catch (error) {
    context.lift();
    throw error;
  }
}
