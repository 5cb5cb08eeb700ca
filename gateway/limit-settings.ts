import * as z from 'zod';
import { flag, wholeNumber } from '../services/shared/env.ts';

/** What operations may ask for, and which may be asked at all. */
export const limitVariables = {
  INTROSPECTION: flag.optional(),
  TRUSTED_ONLY: z.enum(['off', 'log', 'on']).default('off'),
  PERSISTED_QUERIES_MAX_BYTES: wholeNumber(0, 2 ** 31).default(4 * 2 ** 20),
  MAX_ALIASES: wholeNumber(1, 1_000).default(15),
  MAX_ALIASES_KEYED: wholeNumber(1, 1_000).default(50),
  MAX_COST: wholeNumber(1, 1_000_000).default(10_000),
  COST_PER_UNIT: wholeNumber(1, 1_000_000).default(3_000),
};
const limits = z.object(limitVariables);

export type LimitSettings = {
  /** Whether everybody may ask for the schema and is told what a fault may have meant; else the admin scope alone. */
  introspection: boolean;
  /** Whether documents that are not trusted are served, served and told in the log, or refused. */
  trustedOnly: 'off' | 'log' | 'on';
  /** Most bytes of automatic persisted queries that this process holds; 0: there are none. */
  persistedMaxBytes: number;
  maxAliases: number;
  /** For callers with an API key. */
  maxAliasesWithKey: number;
  /** Most that one operation may cost. */
  maxCost: number;
  /** How much cost one unit of quota pays for. */
  costPerUnit: number;
};

/** @param openSchema whether the schema is everybody's where no setting says it */
export function limitSettings(given: z.infer<typeof limits>, openSchema: boolean): LimitSettings {
  return {
    introspection: given.INTROSPECTION ?? openSchema,
    trustedOnly: given.TRUSTED_ONLY,
    persistedMaxBytes: given.TRUSTED_ONLY === 'on' ? 0 : given.PERSISTED_QUERIES_MAX_BYTES,
    maxAliases: given.MAX_ALIASES,
    maxAliasesWithKey: given.MAX_ALIASES_KEYED,
    maxCost: given.MAX_COST,
    costPerUnit: given.COST_PER_UNIT,
  };
}
