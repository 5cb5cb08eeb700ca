import { afterEach, describe, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Dependencies } from '../../services/shared/open-subgraph.ts';
import type { Subgraph } from '../subgraph.ts';
import { makeSubgraphs } from '../subgraphs.ts';
import { addHealthRoutes } from './health.ts';

function aSubgraph(name: string, change: Partial<Subgraph> = {}): Subgraph {
  return {
    name,
    embedded: true,
    execute: async () => ({ data: { __typename: 'Query' } }),
    check: async () => undefined,
    dataVersion: () => '1',
    close: async () => undefined,
    ...change,
  };
}

let app: FastifyInstance;
afterEach(() => app.close());

async function healthWith(chat: Partial<Subgraph>) {
  app = Fastify();
  const subgraphs = makeSubgraphs([aSubgraph('pricing'), aSubgraph('chat', chat)]);
  addHealthRoutes(app, { subgraphs, isReady: () => true });
  const response = await fetch(`${await app.listen({ host: '127.0.0.1', port: 0 })}/health`);
  return { status: response.status, body: (await response.json()) as { status: string; checks: object } };
}

const gone: Dependencies = {
  redis: () => Promise.reject(new Error('connection lost')),
  qdrant: async () => undefined,
  anthropic: 'NOT_ASKED',
};

describe('health', () => {
  test('is degraded while a part of the chat is gone, and claims to know only what was asked', async () => {
    const { status, body } = await healthWith({ dependencies: gone });

    expect([status, body.status]).toEqual([200, 'degraded']);
    expect(body.checks).toMatchObject({
      redis: { status: 'unhealthy', latencyMs: expect.any(Number) },
      qdrant: { status: 'healthy' },
      anthropic: { status: 'unknown', latencyMs: null },
    });
  });

  test('does not claim that the parts of a chat elsewhere are not configured', async () => {
    const { body } = await healthWith({ embedded: false });

    expect(body.checks).toMatchObject({ redis: { status: 'unknown' }, qdrant: { status: 'unknown' } });
  });
});
