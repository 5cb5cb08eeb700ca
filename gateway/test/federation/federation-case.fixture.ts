import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Executor } from '../../execute/executor.ts';
import { testContext, told } from '../fixture/both-executors.ts';
import {
  colocatedOver,
  federatedOver,
  type Graph,
  openGraph,
  type Part,
  resultsOf,
  validDocument,
} from './graph.fixture.ts';

type Ask = {
  ask: string;
  variables?: Readonly<Record<string, unknown>>;
  /** Compared with the order of its fields. */
  data: unknown;
  /** "path CODE" of each error; none when absent. */
  errors?: readonly string[];
  /** Where the two executors differ by intent (docs/conformance.md says why). */
  errorsInOneProcess?: readonly string[];
};

type FederationCase = {
  parts: Readonly<Record<string, Part>>;
  asks: readonly Ask[];
  /** Says in the supergraph what composition leaves out (federation-composition 0.27.0). */
  mended?: (supergraph: string) => string;
  /** What the executor of one process names when it refuses the graph; absent where it has to run it. */
  refusedInOneProcess?: string;
};

/** One graph of a few services and what it has to answer, whichever executor runs it. */
export function federationCase(
  title: string,
  { parts, asks, mended, refusedInOneProcess }: FederationCase,
): void {
  const titled = asks.map((each) => [each.ask.replace(/\s+/g, ' ').trim(), each] as const);

  describe(title, () => {
    let graph: Graph;
    let federated: Executor;

    beforeAll(async () => {
      graph = openGraph(parts, mended);
      federated = await federatedOver(graph);
    });

    test.each(titled)('by plan: %s', (_title, each) => expectAnswer(graph, federated, each));

    if (refusedInOneProcess === undefined) {
      test.each(titled)('in one process: %s', (_title, each) =>
        expectAnswer(graph, colocatedOver(graph), {
          ...each,
          errors: each.errorsInOneProcess ?? each.errors,
        }),
      );
    } else {
      test('in one process it is refused by name', () => {
        expect(() => colocatedOver(graph)).toThrow(refusedInOneProcess);
      });
    }
  });
}

async function expectAnswer(
  graph: Graph,
  executor: Executor,
  { ask, variables = {}, data, errors = [] }: Ask,
) {
  const document = validDocument(graph.supergraph, ask);

  const results = await resultsOf(await executor(document, variables, testContext()));

  const [answer] = results.map(told);
  expect(answer).toEqual({ data, faults: [...errors].sort() });
  expect(JSON.stringify(answer?.data)).toBe(JSON.stringify(data));
}
