import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { supergraphOf } from '../supergraph.transform.ts';
import { garbageCollected } from './fixture/garbage.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

const trusted = { ports: '{ ports { code name tide } }' };
const tides = { documentId: 'ports' };

describe.each([{ federated: false }, { federated: true }])('a gateway that loads graphs anew %o', (way) => {
  let gateway: TestGateway;

  beforeEach(async () => {
    gateway = await testGateway({ trusted, ...way });
  });

  afterEach(() => gateway.close());

  /** The same graph in another version. */
  const version = (number: number) => supergraphOf(`${gateway.supergraph().sdl}\n# ${number}\n`);

  test('answers from the new one, and what it does not know any more is unknown', async () => {
    const before = await gateway.post(tides);
    const smaller = gateway.supergraph().sdl.replace(/^ +almanac\b.*\n/m, '');
    await gateway.reload({ supergraph: supergraphOf(smaller), trusted: {} });

    expect(before.body.data).toBeDefined();
    expect((await gateway.post(tides)).body.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await gateway.post({ query: '{ almanac }' })).body.errors?.[0]?.message).toContain('"almanac"');
  });

  test('lets each of them go once another is served', async () => {
    const served: WeakRef<object>[] = [];
    for (const number of [1, 2, 3, 4]) {
      const supergraph = version(number);
      served.push(new WeakRef(supergraph.publicSchema));
      await gateway.reload({ supergraph, trusted });
      await gateway.post(tides);
      await gateway.post({
        query: 'query ($code: ID!) { port(code: $code) { name } }',
        variables: { code: 'A' },
      });
      await gateway.post({ query: '{ unknown { port } }' });
    }

    const isGone = await garbageCollected(served);

    expect(isGone).toEqual([true, true, true, false]);
  });

  test('keeps the one it serves when it is given the same once more', async () => {
    const again = gateway.supergraph();
    const schema = new WeakRef(again.publicSchema);
    const asked = { text: '{ ports { name } }' };
    await gateway.post({ query: asked.text });

    await gateway.reload({ supergraph: again, trusted: { ...trusted } });

    expect(gateway.pipeline.knows(asked)).toBe(true);
    again.publicSchema = gateway.supergraph().publicSchema;
    expect(await garbageCollected([schema])).toEqual([true]);
  });
});
