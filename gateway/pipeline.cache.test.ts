import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import type { Caller } from '../services/shared/caller.ts';
import { AppError } from '../services/shared/errors.ts';
import { makeLogger } from '../services/shared/logger.ts';
import type { OperationRequest } from './operation.ts';
import { makePipeline } from './pipeline.ts';
import { makeMemoryStore } from './stages/cache.store.ts';
import { makeResponseCache } from './stages/cache.ts';
import { makeDocuments } from './stages/document.ts';
import { makeRecorder } from './stages/record.ts';
import type { AccessRules } from './stages/scopes.rules.ts';
import { hintedGraph, limitsOf } from './test/fixture/hinted-graph.ts';

const graph = hintedGraph(`type Query {
  price: String @cacheControl(maxAge: 60)
  mine: String @cacheControl(maxAge: 60, scope: PRIVATE)
  now: String
  secret: String @cacheControl(maxAge: 60)
}`);
const access: AccessRules = new Map([['Query.secret', { authenticated: true, scopes: [['admin']] }]]);
const alice: Caller = { kind: 'SESSION', id: 'session:alice', scopes: [] };
const bob: Caller = { kind: 'SESSION', id: 'session:bob', scopes: [] };
const nobody: Caller = { kind: 'ANONYMOUS', id: '203.0.113.7', scopes: [] };
const operator: Caller = { kind: 'API_KEY', id: 'key:operator', scopes: ['admin'] };
const logger = makeLogger('test', 'silent');

/** A pipeline whose answers name who asked for them, and how many were made. */
function aPipeline() {
  const state = { made: 0, fails: false, version: '1' };
  const recorder = makeRecorder({ logger, register: new Registry(), pseudonymOf: (id) => id });
  const served = {
    schema: graph.schema,
    version: '1',
    documents: makeDocuments({ ...graph, access, trusted: {} }),
    executor: async (_document: unknown, _variables: unknown, { caller }: { caller: Caller }) => {
      state.made += 1;
      if (state.fails) throw new AppError('DOWNSTREAM_SERVICE_ERROR', 'down');
      return { data: { for: caller.id, made: state.made } };
    },
  };
  const pipeline = makePipeline({
    graph: () => served,
    limits: limitsOf(),
    cache: makeResponseCache({
      store: makeMemoryStore(100_000),
      dataVersion: () => state.version,
      onRead: recorder.cacheRead,
    }),
    recorder,
    logger,
    operationTimeoutMs: 1_000,
  });
  const ask = async (text: string, caller: Caller, more: Partial<OperationRequest> = {}) => {
    const context = { caller, requestId: 'r', signal: new AbortController().signal };
    const { result, cached } = await pipeline.run({ document: { text }, context, ...more });
    const answer = {
      for: result.data?.for,
      status: cached?.cacheStatus ?? null,
      scope: cached?.scope ?? null,
    };
    return { ...answer, codes: result.errors?.map(({ extensions }) => extensions.code) };
  };
  return { ask, state };
}

describe('answers from the cache', () => {
  test('are shared where they are for everybody', async () => {
    const { ask } = aPipeline();

    const answers = [
      await ask('{ price }', alice),
      await ask('{ price }', bob),
      await ask('{ price }', nobody),
    ];

    expect(answers.map(({ status }) => status)).toEqual(['MISS', 'HIT', 'HIT']);
    expect(new Set(answers.map(({ scope }) => scope))).toEqual(new Set(['PUBLIC']));
  });

  test('are each caller’s own where they are private', async () => {
    const { ask } = aPipeline();

    const first = [await ask('{ mine }', alice), await ask('{ mine }', bob)];
    const again = [await ask('{ mine }', alice), await ask('{ mine }', bob)];

    expect(first.map(({ status }) => status)).toEqual(['MISS', 'MISS']);
    expect(again.map(({ status }) => status)).toEqual(['HIT', 'HIT']);
    expect(again.map((answer) => answer.for)).toEqual([alice.id, bob.id]);
    expect(again[0]?.scope).toBe('PRIVATE');
  });

  test('are not shared by those who ask the same private thing at the same moment', async () => {
    const { ask } = aPipeline();

    const answers = await Promise.all([ask('{ mine }', alice), ask('{ mine }', bob), ask('{ mine }', alice)]);

    expect(answers.map((answer) => answer.for)).toEqual([alice.id, bob.id, alice.id]);
  });

  test('are private as a whole when a part is', async () => {
    const { ask } = aPipeline();

    expect(await ask('{ price mine }', alice)).toMatchObject({ scope: 'PRIVATE' });
  });

  test('are never kept for callers without identity where they are private: others share their address', async () => {
    const { ask, state } = aPipeline();

    expect(await ask('{ mine }', nobody)).toMatchObject({ status: null });
    expect(await ask('{ mine }', nobody)).toMatchObject({ status: null });
    expect(state.made).toBe(2);
  });

  test('are private, and refused to others, where they need a scope', async () => {
    const { ask } = aPipeline();
    await ask('{ secret }', operator);

    expect(await ask('{ secret }', operator)).toMatchObject({ status: 'HIT', scope: 'PRIVATE' });
    expect(await ask('{ secret }', alice)).toMatchObject({ status: null, codes: ['UNAUTHENTICATED'] });
  });

  test.each([{ internal: true }, { uncached: true }])('are not given, nor kept, for %j', async (more) => {
    const { ask, state } = aPipeline();
    await ask('{ price }', alice, more);
    await ask('{ price }', alice);

    state.version = '2';
    state.fails = true;

    expect(await ask('{ price }', alice, more)).toMatchObject({ codes: ['DOWNSTREAM_SERVICE_ERROR'] });
    expect(await ask('{ price }', alice)).toMatchObject({ status: 'STALE' });
  });

  test('are not kept where nothing says for how long', async () => {
    const { ask } = aPipeline();

    expect(await ask('{ price now }', alice)).toMatchObject({ status: null });
  });
});
