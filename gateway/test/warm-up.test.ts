import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ServicePriceDocument } from '../../schema/generated/operations.ts';
import { documentId } from '../../services/shared/document-id.ts';
import { type WholeGateway, wholeGateway } from './fixture/whole-gateway.ts';

/** Numbers that count what clients do. */
const counted =
  /^zantara_backend_((graphql_operations|cache_reads|cache_hits|cache_misses|chat_answers|tool_uses)_total|retrieval_duration_seconds_count)\b.*$/gm;

describe('a gateway that has warmed up', () => {
  let gateway: WholeGateway;
  let logged: string[];
  const numbers = async () => (await (await gateway.get('/metrics')).text()).match(counted) ?? [];

  beforeAll(async () => {
    gateway = await wholeGateway({ RATE_LIMIT_GLOBAL: '30' });
    const before = gateway.lines.length;
    await gateway.warmUp();
    logged = gateway.lines.slice(before);
  }, 60_000);

  afterAll(() => gateway.close());

  test('has counted and logged nothing', async () => {
    const told = await numbers();

    expect(told.filter((line) => !/ 0$/.test(line))).toEqual([]);
    expect(logged).toEqual([]);
  });

  test.each([
    [
      'POST /graphql',
      '/graphql',
      { documentId: documentId(ServicePriceDocument), variables: { code: 'E33G' } },
    ],
    ['the pricing route', '/api/v2/bali-zero/pricing', { service_type: 'visa' }],
    ['the price route', '/api/v2/bali-zero/price', { service: 'E33G' }],
  ])('has kept no answer that a client gets: %s', async (_what, path, body) => {
    const answer = await gateway.post(path, body);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-cache')).not.toBe('HIT');
  });
});
