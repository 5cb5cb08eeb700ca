import type { ExecutionResult } from 'graphql';
import type { RequestContext } from '../../services/shared/caller.ts';
import { startDeadline } from '../deadline.ts';
import type { Executor } from '../execute/executor.ts';
import type { Operation } from './document.ts';

type Execution = {
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
export async function executeOperation(
  execution: Execution,
): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
  const { executor, operation, variables, context, timeoutMs } = execution;
  const deadline = startDeadline(timeoutMs, context.signal);
  try {
    return await executor(operation.document, variables, { ...context, signal: deadline.signal });
  } finally {
    deadline.lift();
  }
}
