import { afterEach, describe, expect, test } from '@jest/globals';
import { AppError } from '../../services/shared/errors.ts';
import type { Subgraph } from '../subgraph.ts';
import { openRealGateway, type RealGateway, ways } from './fixture/real-gateway.ts';

const query = '{ service(code: "C1") { code name(lang: EN) } }';
const graphql = `/graphql?${new URLSearchParams({ query })}`;
const pricing = '/api/v2/bali-zero/pricing?service_type=kitap';
const paths = [graphql, pricing, '/api/v2/bali-zero/kbli?code=56101'];

let gateway: RealGateway;
afterEach(() => gateway.close());

/** Prices whose data change, and whose service fails, when the test says so. */
async function opened(way: (typeof ways)[number]) {
  const state = { dataVersion: '1', down: false };
  const change = (real: Subgraph): Subgraph => ({
    ...real,
    dataVersion: () => state.dataVersion,
    execute: (request) => {
      if (!state.down) return real.execute(request);
      return Promise.reject(new AppError('DOWNSTREAM_SERVICE_ERROR', 'pricing is down'));
    },
  });
  gateway = await openRealGateway(way, { change });
  return state;
}

describe.each(ways)('kept answers, pricing %s', (way) => {
  test.each(paths)('%s is given as it stood while the service is down, and marked', async (path) => {
    const state = await opened(way);
    const first = await gateway.get(path);
    const hit = await gateway.get(path);

    state.down = true;
    const still = await gateway.get(path);
    state.dataVersion = '2';
    const stale = await gateway.get(path);
    state.down = false;
    const anew = await gateway.get(path);

    const statuses = [first, hit, still, stale, anew].map(({ headers }) => headers.get('x-cache'));
    expect(statuses).toEqual(['MISS', 'HIT', 'HIT', 'STALE', 'MISS']);
    expect(stale.status).toBe(200);
    expect(stale.text).toBe(first.text);
    expect(stale.headers.get('cache-control')).toBe('no-store');
    expect(stale.headers.get('etag')).toBeNull();
  });

  test.each(paths)('%s fails when nothing stood there, and no cache may keep that', async (path) => {
    const state = await opened(way);
    state.down = true;

    const answer = await gateway.get(path);
    state.down = false;
    const anew = await gateway.get(path);

    expect(answer.text).toMatch(/"errors"|"ok":false/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-cache')).toBeNull();
    expect(anew.headers.get('x-cache')).toBe('MISS');
  });

  test('a stream, which has no header for it, is told so in the result', async () => {
    const state = await opened(way);
    const events = { accept: 'text/event-stream' };
    const first = await (await fetch(`${gateway.origin}${graphql}`, { headers: events })).text();

    state.down = true;
    state.dataVersion = '2';
    const stale = await (await fetch(`${gateway.origin}${graphql}`, { headers: events })).text();

    expect(first).not.toContain('extensions');
    expect(stale).toContain('"name":"C1 Tourism');
    expect(stale).toContain('"extensions":{"cache":"STALE"}');
  });
});
