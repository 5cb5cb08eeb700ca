import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../services/shared/eventually.ts';
import { type ChatGateway, chatGateway } from './fixture/chat-gateway.ts';
import { completed, text } from './fixture/scripted-chat.ts';

const answersAtOnce = 20;
const readersOfEach = 10;
const textsOfEach = 60;
const piece = 'x'.repeat(1_000);
/** More in all than the kernel's buffers of both ends hold. */
const largePiece = 'x'.repeat(250_000);

let gateway: ChatGateway;

beforeAll(async () => {
  gateway = await chatGateway({ times: { stallMs: 1_500, farewellMs: 60_000 } });
});

afterAll(() => gateway.close());

/** Every reader has a connection of its own. */
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });

async function follow(answerId: string, session: string, afterSequence = 0): Promise<IncomingMessage> {
  const asked = request(`${gateway.origin}/graphql`, {
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-session': session },
  });
  const query = `subscription { answerEvents(answerId: "${answerId}", afterSequence: ${afterSequence}) { sequence ... on TextDelta { text } } }`;
  asked.end(JSON.stringify({ query }));
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  if (!answer) throw new Error('there was no answer');
  return answer.setEncoding('utf8');
}

/** The sequence numbers that a reader got, and why its stream ended if there was a reason. */
async function read(answer: IncomingMessage): Promise<{ sequences: number[]; reason: string | undefined }> {
  let stream = '';
  for await (const part of answer) stream += part;
  const results = stream
    .split('\n\n')
    .filter((frame) => frame.startsWith('event: next'))
    .map((frame) => JSON.parse(frame.slice(frame.indexOf('data: ') + 6)));
  return {
    sequences: results.flatMap(({ data }) => data?.answerEvents?.sequence ?? []),
    reason: results.at(-1)?.errors?.[0]?.extensions.reason,
  };
}

describe('two hundred readers of twenty answers', () => {
  test('each gets every event in order; one that never reads is closed with a reason and resumes', async () => {
    const answers: { id: string; session: string; say: () => void }[] = [];
    for (let n = 0; n < answersAtOnce; n += 1) {
      const body = { query: 'mutation { ask(input: { question: "?" }) { answer { id } } }' };
      const asked = await gateway.post('/graphql', body);
      const { data } = (await asked.json()) as { data: { ask: { answer: { id: string } } } };
      const session = asked.headers.get('x-session') ?? '';
      answers.push({
        id: data.ask.answer.id,
        session,
        say: gateway.chat.sayTo(data.ask.answer.id, text(n === 0 ? largePiece : piece)),
      });
    }
    const streams = await Promise.all(
      answers.flatMap(({ id, session }) => Array.from({ length: readersOfEach }, () => follow(id, session))),
    );
    const [still, ...others] = streams;
    const reading = Promise.all(others.map(read));

    for (let n = 0; n < textsOfEach; n += 1) {
      for (const { say } of answers) say();
      await new Promise(setImmediate);
    }
    for (const { id } of answers) gateway.chat.sayTo(id, completed({ text: '' }))();
    const all = await reading;
    await eventually(async () => gateway.chat.readers === 0);

    const whole = Array.from({ length: textsOfEach + 1 }, (_, index) => index + 1);
    for (const { sequences } of all) expect(sequences).toEqual(whole);
    if (!still) throw new Error('there is no such reader');
    const stalled = await read(still);
    expect(stalled.reason).toBe('READER_STALLED');
    expect(stalled.sequences).toEqual(whole.slice(0, stalled.sequences.length));
    const rest = await read(
      await follow(answers[0]?.id ?? '', answers[0]?.session ?? '', stalled.sequences.length),
    );
    expect([...stalled.sequences, ...rest.sequences]).toEqual(whole);
  }, 60_000);
});
