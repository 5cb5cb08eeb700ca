import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeSignedCalls } from '../services/shared/signed-call.ts';
import { answered, asking, type HttpService, httpService, json } from './subgraph.http.fixture.ts';

let service: HttpService;

afterEach(() => service.close());

const failure = { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'tides' } };

describe('the same query while it is under way', () => {
  const held = () => httpService(() => {});
  const release = () => {
    for (const exchange of service.asked) if (!exchange.response.writableEnded) json(answered)(exchange);
  };

  test('is sent once, and each gets an answer of its own', async () => {
    service = await held();
    const running = [1, 2, 3].map(() => service.subgraph.execute(asking({ callerId: 'anybody' })));
    await service.askedTimes(1);

    release();
    const [first, second] = await Promise.all(running);

    expect(service.asked).toHaveLength(1);
    expect(first).toMatchObject(answered);
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
  });

  test('is sent again once it is answered', async () => {
    service = await httpService(json(answered));

    await service.subgraph.execute(asking());
    await service.subgraph.execute(asking());

    expect(service.asked).toHaveLength(2);
  });

  test('other variables are another query, and mutations are never one', async () => {
    service = await held();
    const running = [
      asking({ variables: { n: 1 } }),
      asking({ variables: { n: 2 } }),
      asking({ kind: 'mutation' }),
      asking({ kind: 'mutation' }),
    ].map((request) => service.subgraph.execute(request));

    await service.askedTimes(4);
    release();

    expect(await Promise.all(running)).toHaveLength(4);
  });

  test('is another one for another caller, where answers are the caller’s own', async () => {
    const signedCalls = makeSignedCalls({ secret: 'of the gateway and the service alone' });
    service = await httpService(() => {}, { signedCalls });
    const running = ['ann', 'ann', 'bob'].map((callerId) => service.subgraph.execute(asking({ callerId })));

    await service.askedTimes(2);
    release();
    await Promise.all(running);

    expect(service.asked).toHaveLength(2);
  });

  test('goes on while anybody waits, and is given up with the last one', async () => {
    service = await held();
    const clients = [1, 2, 3].map(() => new AbortController());
    const running = clients.map(({ signal }) => service.subgraph.execute(asking({ signal })));
    const settled = Promise.allSettled(running);
    await service.askedTimes(1);
    const { response } = service.asked[0] as (typeof service.asked)[number];

    clients[0]?.abort();
    await expect(running[0]).rejects.toMatchObject(failure);
    const stillOpen = !response.destroyed;
    const closed = once(response, 'close');
    clients[1]?.abort();
    clients[2]?.abort();
    await closed;

    expect(stillOpen).toBe(true);
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  test('one that leaves takes nothing from the others', async () => {
    service = await held();
    const [leaving, staying] = [new AbortController(), new AbortController()];
    const left = service.subgraph.execute(asking({ signal: leaving.signal }));
    const stayed = service.subgraph.execute(asking({ signal: staying.signal }));
    await service.askedTimes(1);

    leaving.abort();
    await expect(left).rejects.toMatchObject(failure);
    release();

    expect(await stayed).toMatchObject(answered);
  });
});
