import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../services/shared/caller.ts';
import { restRoutes } from '../rest/routes.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

const key = 'cache:notes:today';
const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
const holders: Record<string, Caller> = {
  operator: { kind: 'API_KEY', id: 'key:1', scopes: ['admin'] },
  partner: { kind: 'API_KEY', id: 'key:2', scopes: [] },
};

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway({
    routes: [restRoutes],
    keys: { callerOf: (given) => holders[given] ?? null },
  });
});
afterAll(() => gateway.close());

async function ask(method: string, path: string, body?: unknown, apiKey: string | null = 'operator') {
  const headers = {
    ...(apiKey && { 'x-api-key': apiKey }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const answer = await gateway.get(path, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

describe('looking after the cache', () => {
  test('a value is set, read, and taken away', async () => {
    const set = await ask('POST', '/cache/set', { key, value: { n: [1, null] }, ttl: 60 });
    const hit = await ask('GET', `/cache/get?key=${key}`);
    const cleared = await ask('DELETE', `/cache/clear/${key}`);
    const miss = await ask('GET', `/cache/get?key=${key}`);

    const message = expect.any(String);
    expect(set).toEqual({ status: 200, body: { status: 'success', key, ttl: 60, message, timestamp } });
    expect(hit).toEqual({ status: 200, body: { status: 'hit', key, value: { n: [1, null] }, timestamp } });
    expect(cleared).toEqual({ status: 200, body: { status: 'success', key, message, timestamp } });
    expect(miss).toEqual({ status: 200, body: { status: 'miss', key, message, timestamp } });
  });

  test('a kind is taken away as a whole and counted, and nothing else', async () => {
    for (const name of ['cache:notes:a', 'cache:notes:b', 'cache:notes-old:a']) {
      await ask('POST', '/cache/set', { key: name, value: 1 });
    }

    const { status, body } = await ask('POST', '/cache/invalidate', { pattern: 'notes' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'success', pattern: 'notes', invalidated: 2, timestamp });
    expect((await ask('GET', '/cache/get?key=cache:notes-old:a')).body).toMatchObject({ status: 'hit' });
    expect((await ask('POST', '/cache/invalidate', { pattern: '*' })).body).toMatchObject({ invalidated: 1 });
  });

  test.each([
    ['GET', '/cache/get', undefined, 'Missing required parameter: key'],
    ['GET', '/cache/get?key=quota:GLOBAL:203.0.113.7', undefined, /form cache:<name>/],
    ['POST', '/cache/set', undefined, 'Missing required parameters: key, value'],
    ['POST', '/cache/set', { key }, 'Missing required parameters: key, value'],
    ['POST', '/cache/set', { key, value: 1, ttl: 0 }, /ttl/],
    ['POST', '/cache/set', { key: 'answer-log:1', value: 1 }, /form cache:<name>/],
    ['DELETE', '/cache/clear/quota:GLOBAL:1', undefined, /form cache:<name>/],
    ['POST', '/cache/invalidate', {}, 'Missing required parameter: pattern'],
    ['POST', '/cache/invalidate', { pattern: 'kbli:*' }, /name of a kind/],
  ])('%s %s with %j is 400 in the old and the new envelope', async (method, path, given, text) => {
    const { status, body } = await ask(method, path, given);

    const message = typeof text === 'string' ? text : expect.stringMatching(text);
    expect(status).toBe(400);
    expect(body).toEqual({ status: 'error', message, ok: false, error: message });
  });

  test('answers that belong to one caller are shown to nobody else, not even to an operator', async () => {
    expect(await ask('GET', '/cache/get?key=cache:graphql-private:a')).toMatchObject({
      status: 403,
      body: { ok: false },
    });
  });

  test.each([
    ['GET', `/cache/get?key=${key}`],
    ['POST', '/cache/set'],
    ['DELETE', `/cache/clear/${key}`],
    ['POST', '/cache/invalidate'],
  ])('%s %s is 401 without identity and 403 without the scope', async (method, path) => {
    const without = await ask(method, path, undefined, null);
    const partner = await ask(method, path, undefined, 'partner');

    expect(without).toEqual({ status: 401, body: { ok: false, error: expect.any(String) } });
    expect(partner).toEqual({ status: 403, body: { ok: false, error: expect.any(String) } });
  });

  test('there is no /cache/debug', async () => {
    expect((await ask('GET', '/cache/debug')).status).toBe(404);
  });
});

describe('how the cache fares', () => {
  test('is told to everybody', async () => {
    const health = await ask('GET', '/cache/health', undefined, null);
    const stats = await ask('GET', '/cache/stats', undefined, null);

    expect(health).toEqual({
      status: 200,
      body: { status: 'healthy', connected: true, message: 'Answers are kept in this process', timestamp },
    });
    const memory = { entries: expect.any(Number), bytes: expect.any(Number), maxBytes: 16 * 2 ** 20 };
    expect(stats).toEqual({
      status: 200,
      body: { status: 'success', stats: { status: 'disconnected', memory }, timestamp },
    });
  });
});
