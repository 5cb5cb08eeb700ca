import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, jest, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { silentLogger } from '../../services/shared/testing.ts';
import { makeRecorder } from '../stages/record.ts';
import { Exchange } from './exchange.ts';

const recorder = makeRecorder({
  logger: silentLogger,
  register: new Registry(),
  pseudonymOf: (id) => id,
});
const giveUp = jest.fn((response: { destroy(): void }) => response.destroy());

/** Answers each request with a header that no answer may have. */
const server = createServer((request, response) => {
  const exchange = new Exchange(
    { recorderFor: () => recorder, writeOut: (answer) => answer.write(), giveUp },
    {
      ...{ request, response, route: '/graphql', startedAt: performance.now() },
      caller: { kind: 'ANONYMOUS', id: 'somebody', scopes: [] },
    },
  );
  exchange.answer(200, ['x-broken', 'two\nlines'], '{}', undefined);
});

afterAll(() => {
  server.close();
});

test('an answer that can not be written is counted as failed, and its request as over', async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');

  const numbers = await recorder.register.metrics();
  expect(giveUp).toHaveBeenCalledTimes(1);
  expect(numbers).toContain('zantara_backend_active_requests 0\n');
  expect(numbers).toMatch(/zantara_backend_http_requests_total\{[^}]*status(_code)?="500"[^}]*\} 1\n/);
});
