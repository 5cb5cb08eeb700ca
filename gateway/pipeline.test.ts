import { describe, expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { Registry } from 'prom-client';
import { makeLogger } from '../services/shared/logger.ts';
import type { Executor } from './execute/executor.ts';
import { makePipeline } from './pipeline.ts';
import { makeMemoryStore } from './stages/cache.store.ts';
import { makeResponseCache } from './stages/cache.ts';
import { makeDocuments } from './stages/document.ts';
import { makeRecorder } from './stages/record.ts';
import { hintedGraph, limitsOf } from './test/fixture/hinted-graph.ts';

const graph = hintedGraph(
  'type Query { a: Int } type Mutation { b: Int ask: Int regenerateAnswer: Int } type Subscription { c: Int chat: Int }',
);
const logger = makeLogger('test', 'silent');

function pipelineOver(executor: Executor) {
  const recorder = makeRecorder({ logger, register: new Registry(), pseudonymOf: (id) => id });
  const served = {
    schema: graph.schema,
    version: '1',
    documents: makeDocuments({ ...graph, trusted: {} }),
    executor,
  };
  const pipeline = makePipeline({
    graph: () => served,
    limits: limitsOf(),
    cache: makeResponseCache({
      store: makeMemoryStore(10_000),
      dataVersion: () => '1',
      onRead: recorder.cacheRead,
    }),
    recorder,
    logger,
    operationTimeoutMs: 1_000,
  });
  return { pipeline };
}

function aRequest(text: string, more: { readOnly?: boolean; internal?: boolean } = {}) {
  const caller = { kind: 'ANONYMOUS', id: 'test', scopes: [] } as const;
  return {
    document: { text },
    context: { caller, requestId: 'request-1', signal: new AbortController().signal },
    ...more,
  };
}

const codesOf = ({ errors = [] }: ExecutionResult) => errors.map(({ extensions }) => extensions.code);

describe('run', () => {
  test('an operation reaches the executor with its context and a deadline', async () => {
    const seen: unknown[] = [];
    const { pipeline } = pipelineOver(async (_document, variables, { requestId, signal }) => {
      seen.push(variables, requestId, signal.aborted);
      return { data: { a: 1 } };
    });

    const { result, cached } = await pipeline.run({ ...aRequest('{ a }'), variables: { x: 1 } });

    expect(result).toEqual({ data: { a: 1 } });
    expect(cached).toBeNull();
    expect(seen).toEqual([{ x: 1 }, 'request-1', false]);
  });

  test.each(['{', '{ unknown }', `# ${'x'.repeat(70_000)}\n{ a }`])(
    'a faulty document is not run',
    async (text) => {
      const { pipeline } = pipelineOver(() => Promise.reject(new Error('was run')));

      const { result } = await pipeline.run(aRequest(text));

      expect(result).not.toHaveProperty('data');
      expect(codesOf(result)[0]).toMatch(/^GRAPHQL_|^BAD_USER_INPUT/);
    },
  );

  test('a mutation in a request that must be safe is refused', async () => {
    const { pipeline } = pipelineOver(() => Promise.reject(new Error('was run')));

    const { result } = await pipeline.run(aRequest('mutation { b }', { readOnly: true }));

    expect(codesOf(result)).toEqual(['BAD_USER_INPUT']);
  });

  test.each([
    'mutation { b ask }',
    'mutation { again: regenerateAnswer }',
    'mutation { ...F } fragment F on Mutation { ask }',
  ])('a service of ours may not begin an answer: %s', async (text) => {
    const { pipeline } = pipelineOver(() => Promise.reject(new Error('was run')));

    const { result } = await pipeline.run(aRequest(text, { internal: true }));

    expect(codesOf(result)).toEqual(['FORBIDDEN']);
  });

  test('nor follow one that it begins', async () => {
    const { pipeline } = pipelineOver(() => Promise.reject(new Error('was run')));

    const { result } = await pipeline.open(aRequest('subscription { chat }', { internal: true }));

    expect(result).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  test('other mutations of a service of ours are run', async () => {
    const { pipeline } = pipelineOver(async () => ({ data: { b: 1 } }));

    const { result } = await pipeline.run(aRequest('mutation { b }', { internal: true }));

    expect(result).toEqual({ data: { b: 1 } });
  });

  test('an executor that breaks is masked', async () => {
    const { pipeline } = pipelineOver(() => Promise.reject(new Error('secret')));

    const { result } = await pipeline.run(aRequest('{ a }'));

    expect(JSON.stringify(result)).not.toContain('secret');
    expect(codesOf(result)).toEqual(['INTERNAL_SERVER_ERROR']);
  });

  test('a subscription is refused and its source closed', async () => {
    let closed = false;
    async function* events() {
      try {
        yield { data: { c: 1 } };
      } finally {
        closed = true;
      }
    }
    const source = events();
    await source.next();
    const { pipeline } = pipelineOver(async () => source);

    const { result } = await pipeline.run(aRequest('subscription { c }'));

    expect(codesOf(result)).toEqual(['BAD_USER_INPUT']);
    expect(closed).toBe(true);
  });
});
