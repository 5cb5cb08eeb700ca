import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type ExecutionResult, parse } from 'graphql';
import { pulled } from '../services/shared/pulled-events.ts';
import { isEventStream } from './execute/events.ts';
import { RawResult } from './execute/raw-result.ts';
import { type HttpService, httpService, json } from './subgraph.http.fixture.ts';

const document = parse('subscription { n }');
const caller = { kind: 'ANONYMOUS', id: 'test', scopes: [] } as const;
const next = (n: number) => `event: next\ndata: {"data":{"n":${n}}}\n\n`;
const complete = 'event: complete\ndata:\n\n';

let service: HttpService;

afterEach(() => service.close());

function streaming(send: (response: ServerResponse) => void, streamSilenceMs?: number): Promise<HttpService> {
  return httpService(
    ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      send(response);
    },
    { streamSilenceMs },
  );
}

/** A service that sends these pieces, each by itself, and then breaks off. */
function pieces(all: string[]): Promise<HttpService> {
  return streaming(async (response) => {
    response.socket?.setNoDelay();
    for (const piece of all) {
      response.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.destroy();
  });
}

async function opened(raw = false, signal = new AbortController().signal) {
  const context = { caller, requestId: 'request-1', signal };
  const result = await service.subgraph.execute({ document, kind: 'subscription', raw, context });
  if (!isEventStream(result)) throw new Error(`no stream: ${JSON.stringify(result)}`);
  return result;
}

async function open(...request: Parameters<typeof opened>) {
  return (await opened(...request))[Symbol.asyncIterator]();
}

async function rest(events: AsyncIterator<ExecutionResult>): Promise<ExecutionResult[]> {
  const seen: ExecutionResult[] = [];
  for (let step = await events.next(); !step.done; step = await events.next()) seen.push(step.value);
  return seen;
}

describe('events of a service over HTTP', () => {
  const text = `:\n\n${next(1)}: hello\n\n${next(2).replaceAll('\n', '\r\n')}${next(3)}${complete}${next(4)}`;

  test.each([
    ['in one', [text]],
    ['letter by letter', [...text]],
    ['in two', [text.slice(0, 30), text.slice(30)]],
  ])('are found wherever the pieces are cut, comments and line ends aside: %s', async (_how, cut) => {
    service = await pieces(cut);

    expect(await rest(await open())).toMatchObject([1, 2, 3].map((n) => ({ data: { n } })));
  });

  test('that come together are given within one asking after the other', async () => {
    service = await pieces([next(1) + next(2) + next(3)]);
    const events = pulled((await opened()) as AsyncIterable<ExecutionResult>);
    const seen: unknown[] = [];
    const first = new Promise<void>((came) => {
      events.pull({ event: (event) => came(void seen.push(event.data)), end: came, fail: () => came() });
    });
    await first;

    for (let asked = 0; asked < 2; asked += 1) {
      events.pull({ event: (event) => void seen.push(event.data), end() {}, fail() {} });
    }

    expect(seen).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  test('a stream without an end is a failure after what came', async () => {
    service = await pieces([next(1), 'event: next\nda']);

    expect(await rest(await open())).toMatchObject([
      { data: { n: 1 } },
      { errors: [{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'tides' } }] },
    ]);
  });

  test('a stream that falls silent is a timeout', async () => {
    service = await streaming((response) => response.write(next(1)), 20);

    expect(await rest(await open())).toMatchObject([
      { data: { n: 1 } },
      { errors: [{ extensions: { code: 'GATEWAY_TIMEOUT', service: 'tides' } }] },
    ]);
  });

  test.each([false, true])('what is no result is a failure, as text too: %p', async (raw) => {
    service = await pieces(['event: next\ndata: {"data":7}\n\n']);

    expect(await rest(await open(raw))).toMatchObject([
      { errors: [{ message: 'The tides service failed.' }] },
    ]);
  });

  test('a service that answers without a stream gives its single result', async () => {
    service = await httpService(json({ errors: [{ message: 'no', extensions: { code: 'NOT_FOUND' } }] }));
    const context = { caller, requestId: 'request-1', signal: new AbortController().signal };

    const result = await service.subgraph.execute({ document, kind: 'subscription', context });

    expect(result).toMatchObject({ errors: [{ message: 'no', extensions: { code: 'NOT_FOUND' } }] });
  });

  test('stay text where that is asked for, unless they have errors', async () => {
    const withErrors = '{"data":{"n":null},"errors":[{"message":"x","path":["n"]}]}';
    service = await pieces([next(1), `event: next\ndata: ${withErrors}\n\n`, complete]);

    const [first, second] = await rest(await open(true));

    expect(first).toBeInstanceOf(RawResult);
    expect((first as RawResult).json).toBe('{"data":{"n":1}}');
    expect(second).not.toBeInstanceOf(RawResult);
    expect(second?.errors).toMatchObject([{ message: 'The tides service failed.' }]);
  });

  test('a reader that leaves while it waits closes the connection at once', async () => {
    service = await streaming((response) => response.write(next(1)));
    const reader = new AbortController();
    const events = await open(false, reader.signal);
    await events.next();
    const waiting = events.next();
    const closed = once(service.asked[0]?.response ?? process, 'close');

    reader.abort();

    expect(await waiting).toEqual({ done: true, value: undefined });
    await closed;
  });

  test('a reader that stops reading closes the connection too', async () => {
    service = await streaming((response) => response.write(next(1) + next(2)));
    const events = await open();
    await events.next();
    const closed = once(service.asked[0]?.response ?? process, 'close');

    await events.return?.();

    await closed;
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test('a service that is gone gives no stream', async () => {
    service = await httpService(({ response }) => response.destroy());

    await expect(open()).rejects.toMatchObject({ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } });
  });
});
