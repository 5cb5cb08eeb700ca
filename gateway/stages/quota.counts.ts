import { Counter, Gauge, type Registry } from 'prom-client';
import { metricPrefix } from '../../services/shared/metrics.ts';
import type { QuotaCounts, QuotaTier } from './quota.ts';

const tiers: readonly QuotaTier[] = ['GLOBAL', 'SESSION', 'API', 'STRICT'];

/** Refusals by tier, and whether the counters are those of one process. */
export function makeQuotaCounts(register: Registry): QuotaCounts {
  const registers = [register];
  const refusals = new Counter({
    name: `${metricPrefix}quota_refusals_total`,
    help: 'Times that somebody was over a quota',
    labelNames: ['tier'],
    registers,
  });
  const alone = new Gauge({
    name: `${metricPrefix}quota_counted_alone`,
    help: '1 while Redis is set and away, so that this process counts quotas by itself',
    registers,
  });
  // So that a rule finds a zero before the first refusal.
  for (const tier of tiers) refusals.inc({ tier }, 0);
  return {
    refused: (tier) => refusals.inc({ tier }),
    alone: (isAlone) => alone.set(isAlone ? 1 : 0),
  };
}
