import { afterEach, describe, expect, test } from '@jest/globals';
import { answered, asking, type HttpService, httpService, json } from './subgraph.http.fixture.ts';

let service: HttpService;

afterEach(() => service.close());

const failure = { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'tides' } };

describe('connections to a service', () => {
  test('are kept from call to call', async () => {
    service = await httpService(json(answered));

    for (let n = 0; n < 20; n += 1) await service.subgraph.execute(asking());

    // Two that take turns: one is free again only after its answer was taken.
    expect(service.connections()).toBeLessThanOrEqual(2);
  });

  test('a query on one that breaks before the answer is asked again', async () => {
    service = await httpService((exchange, count) => {
      if (count === 2) exchange.request.socket.resetAndDestroy();
      else json(answered)(exchange);
    });
    await service.subgraph.execute(asking());

    const result = await service.subgraph.execute(asking());

    expect(result).toMatchObject(answered);
    expect(service.asked).toHaveLength(3);
  });

  test('a mutation is never sent twice', async () => {
    service = await httpService(({ request }) => request.socket.resetAndDestroy());

    await expect(service.subgraph.execute(asking({ kind: 'mutation' }))).rejects.toMatchObject(failure);

    expect(service.asked).toHaveLength(1);
  });

  test('one that the service has closed meanwhile fails no request', async () => {
    service = await httpService(json(answered));
    for (let n = 0; n < 10; n += 1) {
      await service.subgraph.execute(asking());
      service.closeIdle();
    }

    expect(service.asked).toHaveLength(10);
  });
});
