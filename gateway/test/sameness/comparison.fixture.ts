import { afterAll, beforeAll, jest } from '@jest/globals';
import { GraphQLError, parse, validate } from 'graphql';
import { alice } from '../../../services/chat/testing.ts';
import type { OpenSubgraph } from '../../../services/shared/open-subgraph.ts';
import type { Executor } from '../../execute/executor.ts';
import type { Supergraph } from '../../supergraph.ts';
import { colocatedOver, federatedOver, resultsOf } from '../federation/graph.fixture.ts';
import { testContext } from '../fixture/both-executors.ts';
import { differences } from './differences.fixture.ts';
import { addFaults, ending, type Faults } from './faults.fixture.ts';
import type { Generated } from './generated.fixture.ts';
import { openRealGraph, type RealGraph } from './real-graph.fixture.ts';
import { makeReference } from './reference.fixture.ts';

export type Executors = {
  byPlan: Executor;
  inOneProcess: Executor;
  reference: Executor;
  /** The reference with every output nullable. */
  lenient: Executor;
};

export type Comparison = {
  supergraph(): Supergraph;
  /** Over the services as they are. */
  whole(): Executors;
  /** Over services that fail where `faults` says. */
  faulty(): Executors;
  faults: Faults;
};

export const ways = ['byPlan', 'inOneProcess'] as const;

export const aliceContext = (signal?: AbortSignal) => ({ ...testContext(signal), caller: alice });

/** Both executors and the reference over the real services, opened once for a test file. */
export function comparisonBench(): Comparison {
  jest.setTimeout(300_000);
  const faults: Faults = { seed: 0, percent: 0, kinds: ending };
  let graph: RealGraph;
  let whole: Executors;
  let faulty: Executors;

  beforeAll(async () => {
    graph = await openRealGraph();
    whole = await executorsOver(graph.supergraph, await graph.open());
    const services = await graph.open();
    addFaults(services, faults);
    faulty = await executorsOver(graph.supergraph, services);
  }, 120_000);

  afterAll(() => graph.close());

  return { supergraph: () => graph.supergraph, whole: () => whole, faulty: () => faulty, faults };
}

async function executorsOver(
  supergraph: Supergraph,
  services: readonly [OpenSubgraph, OpenSubgraph, OpenSubgraph],
): Promise<Executors> {
  return {
    byPlan: await federatedOver({ supergraph, services }),
    inOneProcess: colocatedOver({ supergraph, services }),
    reference: makeReference(supergraph, services),
    lenient: makeReference(supergraph, services, true),
  };
}

/**
 * Runs an operation through all of them.
 * @returns what is different, with the operation; empty when nothing is, and null when the operation is not valid
 */
export async function compared(
  { publicSchema }: Supergraph,
  executors: Executors,
  { query, variables }: Generated,
): Promise<string | null> {
  const document = parse(query, { noLocation: true });
  if (validate(publicSchema, document).length > 0) return null;
  const run = async (executor: Executor) => resultsOf(await executor(document, variables, aliceContext()));
  const reference = await run(executors.reference);
  const lenient = await run(executors.lenient);
  const found: string[] = [];
  for (const way of ways) {
    const results = await run(executors[way]).catch((error: unknown) => [
      { errors: [new GraphQLError(String(error))] },
    ]);
    if (results.length !== reference.length) {
      found.push(`${way}: ${results.length} events, not ${reference.length}`);
    }
    for (const [index, result] of results.entries()) {
      const answers = { reference: reference[index] ?? {}, lenient: lenient[index] ?? {} };
      found.push(...differences(result, answers).map((each) => `${way}, result ${index}: ${each}`));
    }
  }
  return found.length > 0 ? [query, JSON.stringify(variables), ...found].join('\n') : '';
}
