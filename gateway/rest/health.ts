import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { parse } from 'graphql';
import * as z from 'zod';
import type { Caller } from '../../services/shared/caller.ts';
import { projectPath } from '../../services/shared/project-root.ts';
import type { ServerParts } from '../server.ts';
import { beforeAbort } from '../subgraph.failure.ts';
import type { Subgraph } from '../subgraph.ts';

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(projectPath('package.json'), 'utf8')));

/** Health is asked every few seconds by machines that give up soon. */
const checkTimeoutMs = 2_000;

/** unknown: configured, or out of our sight, and not asked. */
type Check = { status: 'healthy' | 'unhealthy' | 'not_configured' | 'unknown'; latencyMs: number | null };

const notConfigured: Check = { status: 'not_configured', latencyMs: null };
const unknown: Check = { status: 'unknown', latencyMs: null };
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

/** An outside part of the chat; one of a chat elsewhere is out of our sight. */
async function partOf(chat: Subgraph | undefined, name: string, signal: AbortSignal): Promise<Check> {
  if (!chat?.dependencies) return chat?.embedded === false ? unknown : notConfigured;
  const probe = chat.dependencies[name] ?? 'NOT_CONFIGURED';
  if (probe === 'NOT_CONFIGURED') return notConfigured;
  return probe === 'NOT_ASKED' ? unknown : timed(beforeAbort(name, signal, () => probe(signal)));
}

type HealthParts = Pick<ServerParts, 'subgraphs' | 'isReady' | 'redisProbe'>;

async function allChecks({ subgraphs: { all: subgraphs }, redisProbe }: HealthParts, requestId: string) {
  const signal = AbortSignal.timeout(checkTimeoutMs);
  const find = (name: string) => subgraphs.find((subgraph) => subgraph.name === name);
  const [pricing, chat] = [find('pricing'), find('chat')];
  // A service at an address of its own has its database to itself; of one in this process it is ours.
  const withDatabase = subgraphs.find(({ embedded }) => embedded);
  return {
    postgres: withDatabase ? await timed(withDatabase.check(signal)) : notConfigured,
    redis: redisProbe
      ? await timed(beforeAbort('redis', signal, () => redisProbe(signal)))
      : await partOf(chat, 'redis', signal),
    qdrant: await partOf(chat, 'qdrant', signal),
    anthropic: await partOf(chat, 'anthropic', signal),
    pricing: pricing ? await timed(answers(pricing, requestId, signal)) : notConfigured,
    chat: chat ? await timed(chat.check(signal)) : notConfigured,
  };
}

/**
 * `/health`: 200 while prices and KBLI are answered, else 503. They are read from memory, so a database or a chat that
 * is down makes it "degraded" and not unable to serve. `/ready`: 503 while starting or draining.
 */
export function addHealthRoutes(app: FastifyInstance, parts: HealthParts): void {
  app.get('/health', { config: { quota: 'SHOWN' } }, async (request, reply) => {
    const checks = await allChecks(parts, request.id);
    const serves = checks.pricing.status !== 'unhealthy';
    const complete = [checks.postgres, checks.chat, checks.redis, checks.qdrant].every(
      ({ status }) => status !== 'unhealthy',
    );
    return reply.code(serves ? 200 : 503).send({
      status: serves ? (complete ? 'healthy' : 'degraded') : 'unhealthy',
      service: 'Zantara Gateway',
      version,
      timestamp: new Date().toISOString(),
      uptime: process.uptime(),
      checks,
    });
  });

  app.get('/ready', { config: { quota: 'FREE' } }, async (_request, reply) => {
    const ready = parts.isReady();
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}
