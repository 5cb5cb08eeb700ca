import type { ExecutionResult } from 'graphql';
import { told } from '../fixture/both-executors.ts';

export type Answers = {
  /** What graphql-js says. */
  reference: ExecutionResult;
  /** The same with every output nullable: each error at its own place. */
  lenient: ExecutionResult;
};

/**
 * Where a result is not what the reference says; empty when it is the same. Data are compared with the order of their
 * fields. An error that stands at its own null has to be told exactly. Where several errors have taken the same object
 * down, which of them is told first depends on who was faster: GraphQL asks for one of them (October 2021, 6.4.4).
 */
export function differences(result: ExecutionResult, { reference, lenient }: Answers): string[] {
  const found: string[] = [];
  const text = JSON.stringify(result.data ?? null);
  const expected = JSON.stringify(reference.data ?? null);
  if (text !== expected) found.push(`data: ${text}\n  expected: ${expected}`);
  const { faults } = told(result);
  const possible = told(lenient).faults;
  const counts = countsOf(faults);
  for (const fault of counts.keys()) {
    if (!possible.includes(fault)) found.push(`an error that there is not: ${fault}`);
    if ((counts.get(fault) ?? 0) > 1) found.push(`an error told twice: ${fault}`);
  }
  for (const fault of new Set(possible)) {
    const place = nullOf(fault, reference.data);
    if (place === null) continue;
    const isOwn = place === pathOf(fault);
    const isTold = isOwn ? counts.has(fault) : faults.some((each) => isBelow(pathOf(each), place));
    if (!isTold) found.push(`an error that is missing: ${fault}`);
  }
  return found;
}

const pathOf = (fault: string) => fault.slice(0, fault.lastIndexOf(' '));

const isBelow = (path: string, place: string) =>
  place === '' || path === place || path.startsWith(`${place}.`);

/** The path of the null that an error has led to; null when a null above it has another reason. */
function nullOf(fault: string, data: unknown): string | null {
  const path = pathOf(fault).split('.');
  let value = data ?? null;
  for (let depth = 0; depth <= path.length; depth += 1) {
    if (value === null) return path.slice(0, depth).join('.');
    value = Object(value)[path[depth] ?? ''] ?? null;
  }
  return null;
}

function countsOf(faults: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const fault of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return counts;
}
