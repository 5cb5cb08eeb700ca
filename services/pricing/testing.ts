import { type ExecutionResult, graphql } from 'graphql';
import type { Database } from '../shared/database.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { silentLogger } from '../shared/testing.ts';
import { openPricing, type PricingParts } from './pricing.ts';

/** Pricing over a test's database, at a fixed instant unless the test says otherwise; it never polls by itself. */
export function openTestPricing(
  database: Database,
  changed: Partial<PricingParts> = {},
): Promise<OpenSubgraph> {
  let ids = 0;
  return openPricing({
    database,
    quoteValidDays: 14,
    pollMs: 0,
    logger: silentLogger,
    clock: () => new Date('2026-11-23T02:00:00Z'),
    randomId: () => `test${String(ids++).padStart(18, '0')}`,
    ...changed,
  });
}

/** Runs one operation as one request. */
export function ask(
  pricing: OpenSubgraph,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  const contextValue = pricing.contextFor({
    caller: { kind: 'ANONYMOUS', id: 'test', scopes: [] },
    requestId: 'test-request',
    signal: new AbortController().signal,
  });
  return graphql({ schema: pricing.schema, source, variableValues, contextValue });
}

/** A client that counts the calls to its models and raw queries, each of which is at least one trip. */
export function counted(database: Database): { database: Database; calls(): number } {
  let calls = 0;
  const counting = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(held, name) {
        const value: unknown = Reflect.get(held, name);
        if (typeof value === 'function') {
          return (...parameters: unknown[]) => {
            calls += 1;
            return value.apply(held, parameters);
          };
        }
        return typeof value === 'object' && value !== null ? counting(value) : value;
      },
    });
  return { database: counting(database), calls: () => calls };
}
