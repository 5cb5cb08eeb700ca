import { describe, expect, test } from '@jest/globals';
import { type EmbedderOptions, makeEmbedder } from './embeddings.ts';
import { aMinute } from './fixtures.ts';

type Asked = { url: string; headers: Record<string, string>; body: { model: string; input: string[] } };

/** An embedding service that gives out prepared answers, then vectors of three numbers. */
function service(...prepared: (Response | Error)[]) {
  const asked: Asked[] = [];
  const pauses: number[] = [];
  const options: EmbedderOptions = {
    url: 'http://embeddings.test',
    model: 'small',
    apiKey: 'key',
    timeoutMs: 1_000,
    dimension: null,
    random: () => 0.5,
    pause: async (ms) => {
      pauses.push(ms);
    },
    fetch: async (url, init) => {
      const body = JSON.parse(String(init?.body));
      asked.push({ url: String(url), headers: init?.headers as Record<string, string>, body });
      const next = prepared.shift();
      if (next instanceof Error) throw next;
      return next ?? Response.json({ data: vectors(body.input.length) });
    },
  };
  return { asked, pauses, options };
}
const vectors = (count: number, length = 3) =>
  Array.from({ length: count }, (_, index) => ({ index, embedding: new Array(length).fill(index) }));

describe('makeEmbedder', () => {
  test('texts are sent in batches with model and key, and come back in order', async () => {
    const { asked, options } = service();
    const texts = Array.from({ length: 40 }, (_, at) => `text ${at}`);

    const embedded = await makeEmbedder(options).embed(texts, aMinute());

    expect(asked.map(({ url, body }) => [url, body.model, body.input.length])).toEqual([
      ['http://embeddings.test/v1/embeddings', 'small', 32],
      ['http://embeddings.test/v1/embeddings', 'small', 8],
    ]);
    expect(asked[0]?.headers.authorization).toBe('Bearer key');
    expect(embedded.map(([first]) => first)).toEqual([...Array(32).keys(), ...Array(8).keys()]);
  });

  test('an answer in another order is put right by its indices', async () => {
    const { options } = service(Response.json({ data: vectors(2).reverse() }));

    expect(await makeEmbedder(options).embed(['a', 'b'], aMinute())).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
  });

  test.each([
    ['http://e.test/v1', 'http://e.test/v1/embeddings'],
    ['http://e.test/api/embeddings/', 'http://e.test/api/embeddings'],
  ])('%s is asked at %s', async (url, expected) => {
    const { asked, options } = service();

    await makeEmbedder({ ...options, url }).embed(['a'], aMinute());

    expect(asked[0]?.url).toBe(expected);
  });

  test.each([429, 500, 503])('status %i is tried again once, after a pause', async (status) => {
    const { asked, pauses, options } = service(new Response('', { status }));

    await makeEmbedder(options).embed(['a'], aMinute());

    expect([asked.length, pauses]).toEqual([2, [250]]);
  });

  test('the pause that a busy service asks for is kept, up to a bound', async () => {
    const busy = () => new Response('', { status: 429, headers: { 'retry-after': '1' } });
    const long = new Response('', { status: 429, headers: { 'retry-after': '60' } });
    const [first, second] = [service(busy()), service(long)];

    for (const { options } of [first, second]) await makeEmbedder(options).embed(['a'], aMinute());

    expect([first.pauses, second.pauses]).toEqual([[1_250], [2_500]]);
  });

  test.each<[string, (Response | Error)[], string]>([
    ['fails twice', [new Response('', { status: 500 }), new Response('', { status: 502 })], 'status 502'],
    ['refuses', [new Response('', { status: 401 })], 'status 401'],
    ['can not be reached', [new TypeError('fetch failed')], 'could not be reached'],
    ['answers in another shape', [Response.json({ vectors: [] })], 'another shape'],
    ['answers no JSON', [new Response('<html>')], 'another shape'],
    ['leaves a text out', [Response.json({ data: vectors(1) })], '1 vectors for 2 texts'],
  ])('a service that %s is an error by code', async (_, prepared, message) => {
    const { options } = service(...prepared);

    await expect(makeEmbedder(options).embed(['a', 'b'], aMinute())).rejects.toMatchObject({
      code: 'DOWNSTREAM_SERVICE_ERROR',
      logMessage: expect.stringContaining(message),
    });
  });

  test('vectors of another length than before are refused', async () => {
    const { options } = service(Response.json({ data: vectors(1) }), Response.json({ data: vectors(1, 4) }));
    const embedder = makeEmbedder(options);
    await embedder.embed(['a'], aMinute());

    await expect(embedder.embed(['b'], aMinute())).rejects.toMatchObject({
      logMessage: 'embeddings: a vector of 4 numbers instead of 3',
    });
  });

  test('leaving ends with the reason', async () => {
    const { options } = service(new TypeError('aborted'));
    const signal = AbortSignal.abort(new Error('left'));

    await expect(makeEmbedder(options).embed(['a'], signal)).rejects.toThrow('left');
  });
});
