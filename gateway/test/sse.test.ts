import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../services/shared/eventually.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

const harbour = `subscription {
  harbour { __typename sequence ... on DayBegan { text } ... on MarkSeen { mark { ... on Buoy { id colour } ... on Port { name tide } } } }
}`;
const silence = 'subscription { silence { sequence } }';
const flood = 'subscription { flood(bytes: 100000) { ... on DayBegan { sequence text } } }';

let gateway: TestGateway;

afterEach(() => gateway.close());

/** Asks over a connection of its own, whose reading the test controls. */
async function openStream(
  query: string,
  headers: OutgoingHttpHeaders = { accept: 'text/event-stream' },
): Promise<IncomingMessage> {
  const asked = request(`${gateway.origin}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', ...headers },
  });
  asked.on('error', () => {});
  asked.end(JSON.stringify({ query }));
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  if (!answer) throw new Error('there was no answer');
  answer.on('error', () => {});
  return answer.setEncoding('utf8');
}

async function wholeText(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of answer) text += part;
  return text;
}

const framesOf = (text: string) =>
  text
    .split('\n\n')
    .filter((frame) => frame.startsWith('event: next'))
    .map((frame) => JSON.parse(frame.slice(frame.indexOf('data: ') + 6)));

describe('subscriptions over SSE', () => {
  test('every event comes whole: a union in it is answered by the service that owns its member', async () => {
    gateway = await testGateway();

    const text = await wholeText(await openStream(harbour));

    expect(framesOf(text)).toEqual([
      { data: { harbour: { __typename: 'DayBegan', sequence: 1, text: 'Dawn' } } },
      { data: { harbour: { __typename: 'MarkSeen', sequence: 2, mark: { id: 'B1', colour: 'red' } } } },
      { data: { harbour: { __typename: 'MarkSeen', sequence: 3, mark: { name: 'Port A', tide: 1.5 } } } },
      {
        data: { harbour: { __typename: 'MarkSeen', sequence: 4, mark: null } },
        errors: [
          {
            message: 'A service that this answer needs failed.',
            path: ['harbour', 'mark', 'colour'],
            extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' },
          },
        ],
      },
      { data: { harbour: { __typename: 'MarkSeen', sequence: 5, mark: { id: 'B2', colour: 'red' } } } },
    ]);
    expect(text.endsWith('event: complete\ndata:\n\n')).toBe(true);
  });

  test('a source that breaks ends with an error by code, after what it said, and tells nothing of itself', async () => {
    gateway = await testGateway();

    const text = await wholeText(await openStream('subscription { wreck { sequence } }'));

    const [first, last] = framesOf(text);
    expect(first).toEqual({ data: { wreck: { sequence: 1 } } });
    expect(last.errors[0].extensions.code).toBe('DOWNSTREAM_SERVICE_ERROR');
    expect(text).not.toMatch(/hunter2|secret/);
  });

  test('with the other service down every event still comes, its member missing with a reason', async () => {
    gateway = await testGateway({
      change: (real) =>
        real.name === 'tides' ? { ...real, execute: () => Promise.reject(new Error('down')) } : real,
    });

    const frames = framesOf(await wholeText(await openStream(harbour)));

    expect(frames.map(({ data }) => data.harbour.sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(frames[1].data.harbour.mark).toBeNull();
    expect(frames[1].errors[0].extensions).toEqual({ code: 'DOWNSTREAM_SERVICE_ERROR', service: 'tides' });
    expect(frames[0]).not.toHaveProperty('errors');
  });

  test('an event whose other service hangs comes when the deadline is over', async () => {
    gateway = await testGateway({
      environment: { OPERATION_TIMEOUT_MS: '100' },
      change: (real) => (real.name === 'tides' ? { ...real, execute: () => new Promise(() => {}) } : real),
    });

    const frames = framesOf(await wholeText(await openStream(harbour)));

    expect(frames.map(({ data }) => data.harbour.sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(frames[4].errors[0].extensions.code).toBe('GATEWAY_TIMEOUT');
  });

  test('the answer is not to be kept, held back or compressed by anything on its way', async () => {
    gateway = await testGateway();

    const answer = await openStream(harbour, { accept: 'text/event-stream', 'accept-encoding': 'gzip' });

    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-frame-options': 'DENY',
    });
    expect(answer.headers).not.toHaveProperty('content-encoding');
    answer.destroy();
  });

  test('GET serves a stream as well', async () => {
    gateway = await testGateway();
    const query = encodeURIComponent(harbour);

    const answer = await gateway.get(`/graphql?query=${query}`, { headers: { accept: 'text/event-stream' } });

    expect(framesOf(await answer.text())).toHaveLength(5);
  });

  test('a query is answered by one event, a faulty document by one that says so', async () => {
    gateway = await testGateway();

    const answered = await wholeText(await openStream('{ almanac }'));
    const refused = await wholeText(await openStream('subscription { unknown }'));

    expect(framesOf(answered)).toEqual([{ data: { almanac: 'Tides of the year' } }]);
    expect(framesOf(refused)).toMatchObject([
      { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    ]);
    expect(refused.endsWith('event: complete\ndata:\n\n')).toBe(true);
  });

  test.each(['application/json', 'multipart/mixed', 'multipart/mixed; subscriptionSpec="1.0"'])(
    'a client that accepts only %s is refused, and no source stays open',
    async (accept) => {
      gateway = await testGateway();

      const answer = await openStream(silence, { accept });
      answer.resume();

      expect(answer.statusCode).toBe(406);
      await eventually(async () => gateway.harbour.open === 0);
    },
  );

  test('a quiet stream shows that it is alive', async () => {
    gateway = await testGateway({ times: { heartbeatMs: 20 } });
    const answer = await openStream(silence);
    let text = '';
    answer.on('data', (part) => {
      text += part;
    });

    await eventually(async () => text.split('\n').filter((line) => line === ':').length > 3);

    expect(framesOf(text)).toHaveLength(1);
    answer.destroy();
  });

  test('a reader that leaves a quiet stream frees its source within 1.5 seconds', async () => {
    gateway = await testGateway();
    const answer = await openStream(silence);
    await eventually(async () => gateway.harbour.open === 1);
    const leftAt = performance.now();

    answer.destroy();
    await eventually(async () => gateway.harbour.open === 0);

    expect(performance.now() - leftAt).toBeLessThan(1_500);
  });

  test('events are made no faster than they are read, and a reader that stops is closed with a reason', async () => {
    gateway = await testGateway({ times: { stallMs: 200, farewellMs: 60_000 } });
    const answer = await openStream(flood);

    await eventually(async () => gateway.harbour.open === 0);
    const madeFor = gateway.harbour.made;
    const text = await wholeText(answer);

    // What the kernel's buffers of both ends hold, and little beside.
    expect(madeFor).toBeLessThan(300);
    const frames = framesOf(text);
    expect(frames.slice(0, -1).map(({ data }) => data.flood.sequence)).toEqual(
      frames.slice(0, -1).map((_frame, index) => index + 1),
    );
    expect(frames.at(-1)).toMatchObject({
      errors: [{ extensions: { code: 'GATEWAY_TIMEOUT', reason: 'READER_STALLED' } }],
    });
    expect(text.endsWith('event: complete\ndata:\n\n')).toBe(true);
  });

  test('a reader that never reads again is cut off', async () => {
    gateway = await testGateway({ times: { stallMs: 100, farewellMs: 100 } });
    const answer = await openStream(flood);
    const cut = once(answer.socket, 'close');

    await eventually(async () => gateway.harbour.open === 0);
    answer.resume();

    await expect(cut).resolves.toBeDefined();
  });

  test('a slow reader loses nothing', async () => {
    gateway = await testGateway();
    const answer = await openStream(flood);
    let text = '';
    // More than the kernel's buffers hold, so that the source has waited in between.
    while (text.length < 12_000_000) {
      text += answer.read() ?? '';
      await new Promise(setImmediate);
    }
    answer.destroy();

    const whole = framesOf(text.slice(0, text.lastIndexOf('\n\n') + 2));

    expect(whole.map(({ data }) => data.flood.sequence)).toEqual(whole.map((_frame, index) => index + 1));
  });

  test('a server that stops ends its streams without "complete", so that their readers come back', async () => {
    gateway = await testGateway();
    const answer = await openStream(silence);
    await eventually(async () => gateway.harbour.open === 1);

    const [text] = await Promise.all([wholeText(answer), gateway.close()]);

    expect(framesOf(text)).toHaveLength(1);
    expect(text).not.toContain('complete');
    expect(gateway.harbour.open).toBe(0);
  });
});
