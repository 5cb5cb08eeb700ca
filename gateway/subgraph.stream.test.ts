import { describe, expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { isEventStream } from './execute/events.ts';
import { subgraphStream } from './subgraph.stream.ts';

const headers = { 'content-type': 'text/event-stream' };

/** What a reader gets of a service that sends these pieces. */
async function read(pieces: string[], patienceMs?: number, stays = false): Promise<ExecutionResult[]> {
  const { signal } = new AbortController();
  const open = async (connection: AbortSignal) => {
    const body = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        if (!stays) controller.close();
        connection.addEventListener('abort', () => {
          if (stays) controller.error(connection.reason);
        });
      },
    });
    return new Response(body, { headers });
  };
  const result = await subgraphStream('chat', signal, open, patienceMs);
  if (!isEventStream(result)) return [result];
  const seen: ExecutionResult[] = [];
  for await (const event of result) seen.push(event);
  return seen;
}

const next = (n: number) => `event: next\ndata: {"data":{"n":${n}}}\n\n`;
const complete = 'event: complete\ndata:\n\n';

describe('subgraphStream', () => {
  test('frames are found wherever the pieces are cut, comments and line ends aside', async () => {
    const text = `:\n\n${next(1)}: hello\n\n${next(2).replaceAll('\n', '\r\n')}${next(3)}${complete}${next(4)}`;

    const cut = await Promise.all([read([text]), read([...text]), read([text.slice(0, 30), text.slice(30)])]);

    const whole = [1, 2, 3].map((n) => ({ data: { n } }));
    expect(cut).toMatchObject([whole, whole, whole]);
  });

  test('a stream without an end is a failure after what came', async () => {
    expect(await read([next(1), 'event: next\nda'])).toMatchObject([
      { data: { n: 1 } },
      { errors: [{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'chat' } }] },
    ]);
  });

  test('a stream that falls silent is a timeout', async () => {
    expect(await read([next(1)], 20, true)).toMatchObject([
      { data: { n: 1 } },
      { errors: [{ extensions: { code: 'GATEWAY_TIMEOUT', service: 'chat' } }] },
    ]);
  });

  test('what is no result is a failure', async () => {
    expect(await read(['event: next\ndata: {"data":7}\n\n'])).toMatchObject([
      { errors: [{ message: 'The chat service failed.' }] },
    ]);
  });

  test('a service that answers without a stream gives its single result', async () => {
    const { signal } = new AbortController();
    const json = { errors: [{ message: 'no', extensions: { code: 'NOT_FOUND' } }] };

    const result = await subgraphStream('chat', signal, async () => Response.json(json));

    expect(result).toMatchObject({ errors: [{ message: 'no', extensions: { code: 'NOT_FOUND' } }] });
  });
});
