import { afterEach, describe, expect, test } from '@jest/globals';
import { AppError } from '../../services/shared/errors.ts';
import { eventually } from '../../services/shared/eventually.ts';
import { type ChatGateway, chatGateway } from './fixture/chat-gateway.ts';
import { completed, failed, passages, started, text } from './fixture/scripted-chat.ts';

let gateway: ChatGateway;

afterEach(() => gateway.close());

const path = '/bali-zero/chat-stream';
const asked = `${path}?query=${encodeURIComponent('Quanto costa il C1?')}`;
const citations = [{ quote: 'C1: 2.300.000 IDR', label: 'C1 Tourism', sourceRef: 'service:C1' }];

type Frame = { id?: string; json: Record<string, unknown> };

function framesOf(stream: string): Frame[] {
  return stream.split('\n\n').flatMap((frame) => {
    const data = /^data: (.*)$/m.exec(frame)?.[1];
    const id = /^id: (.*)$/m.exec(frame)?.[1];
    return data === undefined ? [] : [{ ...(id !== undefined && { id }), json: JSON.parse(data) }];
  });
}

/** Reads until the text holds something, then leaves. */
async function readUntil(answer: Response, part: string): Promise<string> {
  const decoder = new TextDecoder();
  let read = '';
  for await (const bytes of answer.body ?? []) {
    read += decoder.decode(bytes, { stream: true });
    if (read.includes(part)) break;
  }
  return read;
}

const whole = () => [
  started,
  passages({ id: 'p1', score: 0.6 }),
  text('Il C1 '),
  text('costa 2.300.000 IDR. [1]'),
  completed({ citations }),
];
const stamp = { timestamp: expect.any(Number) };

describe('the old stream', () => {
  test('texts, sources and the end come in order, each with what names its place', async () => {
    gateway = await chatGateway();
    gateway.chat.script = whole();

    const answer = await gateway.get(asked);
    const frames = framesOf(await answer.text());

    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    expect(frames).toEqual([
      {
        id: expect.stringMatching(/^answer-1\.3\.[\w-]+$/),
        json: { text: 'Il C1 ', sequenceNumber: 1, ...stamp },
      },
      {
        id: expect.stringMatching(/^answer-1\.4\.[\w-]+$/),
        json: { text: 'costa 2.300.000 IDR. [1]', sequenceNumber: 2, ...stamp },
      },
      {
        json: {
          sources: [
            {
              ...{ source: 'C1 Tourism', snippet: 'C1: 2.300.000 IDR', similarity: 1 },
              ...{ tier: 'high', dateLastCrawled: null },
            },
          ],
        },
      },
      {
        id: expect.stringMatching(/^answer-1\.5\.[\w-]+$/),
        json: { done: true, sequenceNumber: 2, ...stamp, streamDuration: expect.any(Number) },
      },
    ]);
  });

  test('without a citation there is no frame of sources', async () => {
    gateway = await chatGateway();
    gateway.chat.script = [started, text('Halo!'), completed({ text: 'Halo!' })];

    const frames = framesOf(await (await gateway.get(asked)).text());

    expect(frames.map(({ json }) => Object.keys(json)[0])).toEqual(['text', 'done']);
  });

  test('POST takes the question from its body', async () => {
    gateway = await chatGateway();
    gateway.chat.script = whole();

    const answer = await gateway.post(path, { query: 'Quanto costa il C1?', conversation_history: [] });

    expect(framesOf(await answer.text())).toHaveLength(4);
    expect(gateway.chat.answers).toMatchObject([{ question: 'Quanto costa il C1?' }]);
  });

  test('an error is a frame of its own, and the end comes after it', async () => {
    gateway = await chatGateway();
    gateway.chat.script = [started, text('Il '), failed('OVERLOADED', 'Riprova.')];

    const frames = framesOf(await (await gateway.get(asked)).text());

    expect(frames.slice(1).map(({ json }) => json)).toEqual([
      { error: 'Riprova.', sequenceNumber: 1, ...stamp },
      { done: true, sequenceNumber: 1, ...stamp, streamDuration: expect.any(Number) },
    ]);
  });

  test('an answer that takes too long says so and ends', async () => {
    gateway = await chatGateway({ times: { streamMs: 600 } });
    gateway.chat.script = [started, text('Il ')];

    const frames = framesOf(await (await gateway.get(asked)).text());

    expect(frames.map(({ json }) => Object.keys(json)[0])).toEqual(['text', 'error', 'done']);
    await eventually(async () => gateway.chat.readers === 0);
  });

  test('a quiet answer shows that it is alive', async () => {
    gateway = await chatGateway({ times: { heartbeatMs: 10 } });
    gateway.chat.script = [started];

    const read = await readUntil(await gateway.get(asked), ':\n\n:\n\n:\n\n');

    expect(framesOf(read)).toEqual([]);
  });

  test('a client that says it reconnects gets the frame of old first', async () => {
    gateway = await chatGateway();
    gateway.chat.script = whole();
    const headers = { 'x-reconnection': 'true', 'x-continuity-id': 'stream-7' };

    const [first] = framesOf(await (await gateway.get(asked, { headers })).text());

    expect(first?.json).toEqual({
      type: 'continuity_check',
      streamId: 'stream-7',
      sequenceNumber: 0,
      ...stamp,
    });
  });

  test.each(['', '?query=', '?query=%20', `?query=${'x'.repeat(4_001)}`])(
    '%.20s is 400 as JSON',
    async (given) => {
      gateway = await chatGateway();

      const answer = await gateway.get(`${path}${given}`);

      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ ok: false });
      expect(gateway.chat.answers).toEqual([]);
    },
  );

  test('a chat that can not be asked is 502 as JSON', async () => {
    gateway = await chatGateway();
    gateway.chat.refusal = new AppError('DOWNSTREAM_SERVICE_ERROR', 'down');

    expect((await gateway.get(asked)).status).toBe(502);
  });

  test('HEAD asks nothing', async () => {
    gateway = await chatGateway();

    const { status } = await gateway.get(asked, { method: 'HEAD' });

    expect(status).toBe(405);
    expect(gateway.chat.answers).toEqual([]);
  });
});

describe('reading on', () => {
  async function brokenOff(): Promise<{ id: string }> {
    gateway = await chatGateway();
    gateway.chat.script = [started, text('Il C1 '), text('costa ')];
    const read = await readUntil(await gateway.get(asked), 'costa ');
    await eventually(async () => gateway.chat.readers === 0);
    return { id: framesOf(read).at(0)?.id ?? '' };
  }
  const resume = (id: string) => gateway.get(asked, { headers: { 'last-event-id': id } });

  test('the rest comes with its numbers going on, and no second answer is made', async () => {
    const { id } = await brokenOff();
    gateway.chat.say(text('2.300.000 IDR. [1]'), completed({ citations }));

    const answer = await resume(id);
    const frames = framesOf(await answer.text());

    expect(frames.map(({ json }) => json.text ?? Object.keys(json)[0])).toEqual([
      'costa ',
      '2.300.000 IDR. [1]',
      'sources',
      'done',
    ]);
    expect(frames.map(({ json }) => json.sequenceNumber)).toEqual([2, 3, undefined, 3]);
    expect(gateway.chat.answers).toHaveLength(1);
    expect(answer.headers.get('x-session')).toBeNull();
  });

  test('an answer that is still being made is followed', async () => {
    const { id } = await brokenOff();

    const answer = await resume(id);
    await eventually(async () => gateway.chat.readers === 1);
    gateway.chat.say(text('molto.'), completed());

    expect(framesOf(await answer.text()).map(({ json }) => json.text)).toEqual([
      'costa ',
      'molto.',
      undefined,
    ]);
  });

  test('an answer that was read to its end is 204, so that a browser stops asking', async () => {
    gateway = await chatGateway();
    gateway.chat.script = whole();
    const id = framesOf(await (await gateway.get(asked)).text()).at(-1)?.id ?? '';

    const answer = await resume(id);

    expect(answer.status).toBe(204);
    expect(gateway.chat.answers).toHaveLength(1);
  });

  test('a forged, altered or foreign id finds as little as one of an answer that never was', async () => {
    const { id } = await brokenOff();
    const [answerId, , proof] = id.split('.');
    const forged = ['x', `${answerId}.1.abc`, `${answerId}.3.${proof}`, `answer-9.2.${proof}`, `${id}A`];

    const answers = await Promise.all(forged.map(resume));

    expect(answers.map(({ status }) => status)).toEqual(forged.map(() => 404));
    expect(gateway.chat.answers).toHaveLength(1);
  });
});
