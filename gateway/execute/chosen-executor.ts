import type { Subgraphs } from '../subgraphs.ts';
import type { Supergraph } from '../supergraph.ts';
import { serviceNames } from './colocated/join.ts';
import { makeColocatedExecutor } from './colocated.ts';
import type { Executor } from './executor.ts';
import type { FederatedOptions } from './federated.ts';

/**
 * The executor for where the services run: their own resolvers when all that the supergraph names run in this process,
 * else calls by query plan.
 * @throws Error naming what the supergraph asks for and the executor does not do, or the services do not have
 */
export async function chosenExecutor(
  supergraph: Supergraph,
  subgraphs: Subgraphs,
  options: FederatedOptions,
): Promise<Executor> {
  const services = subgraphs.all.flatMap(({ service }) => service ?? []);
  const isHere = (name: string) => services.some((service) => service.name === name);
  if (serviceNames(supergraph.sdl).every(isHere)) {
    return makeColocatedExecutor(supergraph, services, options.eventTimeoutMs);
  }
  // Only here: the planner and its runtime are the largest part of a gateway's memory.
  const { makeFederatedExecutor } = await import('./federated.ts');
  return makeFederatedExecutor(supergraph, subgraphs, options);
}
