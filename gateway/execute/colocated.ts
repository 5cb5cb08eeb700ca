import { OperationTypeNode } from 'graphql';
import type { Supergraph } from '../supergraph.ts';
import { runInSeries, runTogether } from './colocated/execution.ts';
import { homesOf, type LocalService } from './colocated/home.ts';
import { joinOf } from './colocated/join.ts';
import { makePlans } from './colocated/plans.ts';
import { Request } from './colocated/request.ts';
import { makeRoutes } from './colocated/routes.ts';
import { openSubscription } from './colocated/subscription.ts';
import type { Executor } from './executor.ts';

export type { LocalService } from './colocated/home.ts';

/**
 * The executor over services that all run in this process: no calls are planned. Each field runs its owner's resolver;
 * a field of another service than its object's goes through that service's reference resolver. A document is worked
 * out once, and what waits for nothing is answered without a promise.
 * @param eventTimeoutMs how long one event of a subscription may wait for services; for ever when absent: its
 *   operation has no deadline
 * @throws Error naming what the supergraph asks for and this executor does not do, or the services do not have
 */
export function makeColocatedExecutor(
  { document: supergraph, publicSchema }: Supergraph,
  services: readonly LocalService[],
  eventTimeoutMs?: number,
): Executor {
  const join = joinOf(supergraph);
  const plans = makePlans(publicSchema, makeRoutes(join, homesOf(join, services)));

  return (document, variables, context) => {
    const plan = plans.planFor(document, variables);
    const { operation, root, source } = plan;
    if (source) return openSubscription({ plan, source, variables, context, eventTimeoutMs });
    const request = new Request(operation, variables, context);
    if (operation.definition.operation === OperationTypeNode.MUTATION) return runInSeries(root, request);
    return runTogether(root, request, undefined);
  };
}
