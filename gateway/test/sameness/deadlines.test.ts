import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ExecutionResult, parse, validate } from 'graphql';
import type { Executor } from '../../execute/executor.ts';
import { resultsOf } from '../federation/graph.fixture.ts';
import { told } from '../fixture/both-executors.ts';
import { aliceContext, comparisonBench, ways } from './comparison.fixture.ts';
import { hanging } from './faults.fixture.ts';
import { type Generated, generatedOperation } from './generated.fixture.ts';
import { runs, seed } from './settings.fixture.ts';

const bench = comparisonBench();

const roots = ['service', 'services', 'packages', 'priceList', 'kbli', 'searchKbli', 'searchServices'];
const pools = { code: ['C1', 'E33G', '56101'], first: [1, 2], after: [''], query: ['visa', 'restaurant'] };
const limits = { depth: 4, width: 4, rows: 1 };
/** More turns of the event loop than any slow resolver of a deep operation takes together. */
const enoughTurns = 150;

/** Runs an operation and lets its time be over once nothing moves any more. */
async function untilDeadline(executor: Executor, { query, variables }: Generated): Promise<ExecutionResult> {
  const deadline = new AbortController();
  let isDone = false;
  const running = (async () => executor(parse(query), variables, aliceContext(deadline.signal)))()
    .then(resultsOf)
    .finally(() => {
      isDone = true;
    });
  for (let turn = 0; turn < enoughTurns && !isDone; turn += 1) await nextTurn();
  deadline.abort(new DOMException('The time is over', 'TimeoutError'));
  const [result = {}] = await running;
  return result;
}

/** Where a result in parts says other than the whole one does, or leaves something out without a reason. */
function faultsOf(part: unknown, whole: unknown, reasons: readonly string[], path: string): string[] {
  if (part === null && whole !== null) {
    const isExplained = reasons.some(
      (reason) => path === '' || reason === path || reason.startsWith(`${path}.`),
    );
    return isExplained ? [] : [`nothing says why ${path || 'all'} is null`];
  }
  if (typeof part !== 'object' || part === null) {
    return part === whole ? [] : [`${path} is ${String(part)}, not ${String(whole)}`];
  }
  const keys = Object.keys(whole ?? {});
  if (Object.keys(part).join() !== keys.join()) return [`${path} has ${Object.keys(part)}, not ${keys}`];
  return keys.flatMap((key) =>
    faultsOf(Reflect.get(part, key), Reflect.get(Object(whole), key), reasons, path ? `${path}.${key}` : key),
  );
}

describe('a deadline that passes in the middle', () => {
  test('leaves what was finished, and a reason for everything else, through both executors', async () => {
    const { publicSchema } = bench.supergraph();
    let cut = 0;
    const property = fc.asyncProperty(fc.gen(), async (value) => {
      bench.faults.seed = value(fc.nat);
      bench.faults.percent = 6;
      bench.faults.kinds = hanging;
      const operation = generatedOperation(value, publicSchema, 'query', { roots, pools, limits });
      if (validate(publicSchema, parse(operation.query)).length > 0) return;
      const whole = told(await untilDeadline(bench.whole().reference, operation));
      for (const way of ways) {
        const { data, faults } = told(await untilDeadline(bench.faulty()[way], operation));
        const late = faults.filter((fault) => fault.endsWith(' GATEWAY_TIMEOUT'));
        if (late.length > 0) cut += 1;
        const paths = faults.map((fault) => fault.slice(0, fault.lastIndexOf(' ')));
        const others = faults.filter((fault) => !late.includes(fault) && !whole.faults.includes(fault));
        const found = [...faultsOf(data, whole.data, paths, ''), ...others];
        expect({ way, ...operation, found }).toEqual({ way, ...operation, found: [] });
      }
    });

    await fc.assert(property, { numRuns: Math.ceil(runs / 6), seed, endOnFailure: true });

    expect(cut).toBeGreaterThan(runs / 24);
  });
});
