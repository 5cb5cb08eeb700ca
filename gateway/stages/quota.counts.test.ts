import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { makeLogger } from '../../services/shared/logger.ts';
import { gatewaySettings } from '../config.ts';
import { connectGatewayRedis } from '../redis.ts';
import { anonymousAt } from './identify.ts';
import { makeQuotaCounts } from './quota.counts.ts';
import { makeSharedWindows } from './quota.redis.ts';
import { makeQuotas } from './quota.ts';

test('refusals are counted by tier, looks are not, and counting alone is told', async () => {
  const register = new Registry();
  const logger = makeLogger('test', 'silent');
  const { quotas: settings } = gatewaySettings({ RATE_LIMIT_GLOBAL: '1' });
  const redis = connectGatewayRedis('redis://127.0.0.1:1', { logger });
  try {
    const shared = makeSharedWindows({ redis });
    const quotas = makeQuotas({ settings, logger, shared, counts: makeQuotaCounts(register) });
    const caller = anonymousAt('203.0.113.7');

    for (const _time of [1, 2, 3]) await quotas.take(caller, 1);
    await quotas.peek(caller);

    const text = await register.metrics();
    expect(text).toContain('zantara_backend_quota_refusals_total{tier="GLOBAL"} 2\n');
    expect(text).toContain('zantara_backend_quota_refusals_total{tier="API"} 0\n');
    expect(text).toContain('zantara_backend_quota_counted_alone 1\n');
  } finally {
    redis.disconnect();
  }
});
