import type { Registry } from 'prom-client';
import { metricPrefix } from '../../services/shared/metrics.ts';
import { type Tally, TallyCounter } from '../../services/shared/tally.ts';
import { TallyHistogram } from '../../services/shared/tally-histogram.ts';
import type { Operation } from './operation.ts';

export type OperationCounts = {
  /** @param code of the first error, or OK */
  end(operation: Operation | undefined, code: string, durationMs: number): void;
};

/**
 * What an operation is called where others read it: clients choose names, so only those of trusted documents are
 * told. `none` was refused before it was known.
 */
export function publicName(operation: Pick<Operation, 'trusted' | 'name'> | undefined): string {
  if (!operation) return 'none';
  return operation.trusted ? (operation.name ?? 'unnamed') : 'ad-hoc';
}

/** Operations by name, and by the code of their first error. */
export function makeOperationCounts(register: Registry): OperationCounts {
  const registers = [register];
  const operations = new TallyCounter({
    name: `${metricPrefix}graphql_operations_total`,
    help: 'GraphQL operations by trusted name, kind and the code of their first error',
    labelNames: ['operation', 'kind', 'code'],
    registers,
  });
  const durations = new TallyHistogram({
    name: `${metricPrefix}graphql_operation_duration_seconds`,
    help: 'Time of an operation in the pipeline, of a subscription up to where its events begin',
    labelNames: ['operation'],
    buckets: [0.0005, 0.002, 0.01, 0.05, 0.2, 1, 5],
    registers,
  });
  type Bound = { observe(seconds: number): void; codes: Map<string, Tally> };
  const bound = new Map<string, Bound>();
  const children = new WeakMap<Operation, Bound>();

  function boundOf(operation: Operation | undefined): Bound {
    const known = operation && children.get(operation);
    if (known) return known;
    const name = publicName(operation);
    const key = `${operation?.kind} ${name}`;
    const made = bound.get(key) ?? { observe: durations.tally({ operation: name }), codes: new Map() };
    bound.set(key, made);
    if (operation) children.set(operation, made);
    return made;
  }

  return {
    end(operation, code, durationMs) {
      const { observe, codes } = boundOf(operation);
      let count = codes.get(code);
      if (!count) {
        count = operations.tally({ operation: publicName(operation), kind: operation?.kind ?? 'none', code });
        codes.set(code, count);
      }
      count.inc();
      observe(durationMs / 1_000);
    },
  };
}
