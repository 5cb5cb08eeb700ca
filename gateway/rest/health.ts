import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import { z } from 'zod';
import type { Caller } from '../../services/shared/caller.ts';
import { projectPath } from '../../services/shared/project-root.ts';
import type { ServerParts } from '../server.ts';
import type { Subgraph } from '../subgraph.ts';

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(projectPath('package.json'), 'utf8')));

/** Health is asked every few seconds by machines that give up soon. */
const checkTimeoutMs = 2_000;

type Check = { status: 'healthy' | 'unhealthy' | 'not_configured'; latencyMs: number | null };

const notConfigured: Check = { status: 'not_configured', latencyMs: null };
const caller: Caller = { kind: 'ANONYMOUS', id: 'health', scopes: [] };
const anything = parse('{ __typename }');

async function timed(work: Promise<unknown>): Promise<Check> {
  const startedAt = performance.now();
  const status = await work.then(
    () => 'healthy' as const,
    () => 'unhealthy' as const,
  );
  return { status, latencyMs: Math.round((performance.now() - startedAt) * 10) / 10 };
}

/** Whether a service answers operations. */
async function answers(subgraph: Subgraph, requestId: string, signal: AbortSignal): Promise<void> {
  const context = { caller, requestId, signal };
  const result = await subgraph.execute({ document: anything, kind: 'query', context });
  if (!('data' in result) || !result.data) throw new Error(`${subgraph.name} gave no data`);
}

async function allChecks(subgraphs: readonly Subgraph[], requestId: string) {
  const signal = AbortSignal.timeout(checkTimeoutMs);
  const find = (name: string) => subgraphs.find((subgraph) => subgraph.name === name);
  const [pricing, chat] = [find('pricing'), find('chat')];
  return {
    // A service at an address of its own has its database to itself; of one in this process it is ours.
    postgres: pricing?.embedded ? await timed(pricing.check(signal)) : notConfigured,
    redis: notConfigured,
    qdrant: notConfigured,
    anthropic: notConfigured,
    pricing: pricing ? await timed(answers(pricing, requestId, signal)) : notConfigured,
    chat: chat ? await timed(answers(chat, requestId, signal)) : notConfigured,
  };
}

/**
 * `/health`: 200 while the services behind the graph answer, else 503. Prices and KBLI are read from memory, so a
 * database that is down makes it "degraded" and not unable to serve. `/ready`: 503 while starting or draining.
 */
export function addHealthRoutes(
  app: FastifyInstance,
  { subgraphs, isReady }: Pick<ServerParts, 'subgraphs' | 'isReady'>,
): void {
  app.get('/health', async (request, reply) => {
    const checks = await allChecks(subgraphs.all, request.id);
    const serves = [checks.pricing, checks.chat].every(({ status }) => status !== 'unhealthy');
    const complete = checks.postgres.status !== 'unhealthy';
    return reply.code(serves ? 200 : 503).send({
      status: serves ? (complete ? 'healthy' : 'degraded') : 'unhealthy',
      service: 'Zantara Gateway',
      version,
      timestamp: new Date().toISOString(),
      uptime: process.uptime(),
      checks,
    });
  });

  app.get('/ready', async (_request, reply) => {
    const ready = isReady();
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}
