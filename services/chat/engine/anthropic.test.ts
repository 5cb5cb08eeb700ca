import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCall } from '../tools/testing.ts';
import { aRequest, engineOver, heard } from './anthropic.fixture.ts';
import { messageEnd, messageStart, textBlock, textMessage } from './messages-double.events.ts';
import { type MessagesDouble, openMessagesDouble } from './messages-double.ts';

let double: MessagesDouble;
beforeEach(async () => {
  double = await openMessagesDouble();
});
afterEach(() => double.close());

describe('a normal stream', () => {
  it('gives the text as it comes, then usage and an end without failure', async () => {
    const usage = { input_tokens: 20, cache_creation_input_tokens: 5, cache_read_input_tokens: 900 };
    double.script({
      events: [messageStart(usage), ...textBlock(0, ['The C1 ', 'visa.']), ...messageEnd('end_turn', 7)],
    });

    const { events } = await heard(engineOver(double).engine.answer(aRequest()));

    expect(events).toEqual([
      { kind: 'TEXT', text: 'The C1 ' },
      { kind: 'TEXT', text: 'visa.' },
      { kind: 'USAGE', usage: { inputTokens: 25, outputTokens: 7, cacheReadTokens: 900 } },
      { kind: 'END', failure: null },
    ]);
  });

  it('sends a key as bearer token, the version of the API and no sampling settings', async () => {
    double.script({ events: textMessage('Yes.') });

    await heard(engineOver(double).engine.answer(aRequest()));

    const [request] = double.requests;
    expect(request?.path).toBe('/v1/messages');
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer test-key',
      'anthropic-version': '2026-10-21',
    });
    expect(request?.body).toMatchObject({ model: 'claude-test', stream: true, max_tokens: 2_048 });
    expect(Object.keys(request?.body ?? {})).not.toContain('temperature');
  });

  it('sends passages as search results with citations, one block a sentence, ahead of the question', async () => {
    double.script({ events: textMessage('Yes.') });

    await heard(engineOver(double).engine.answer(aRequest()));

    expect(double.requests[0]?.body.messages).toEqual([
      {
        role: 'user',
        content: [
          {
            type: 'search_result',
            source: 'passage:p1',
            title: 'C1 visa: who it is for',
            content: [
              { type: 'text', text: 'The C1 visa is for tourism.' },
              { type: 'text', text: 'It can be extended twice.' },
            ],
            citations: { enabled: true },
          },
          { type: 'text', text: 'How much is the C1 visa?', cache_control: { type: 'ephemeral' } },
        ],
      },
    ]);
  });

  it('marks the standing rules for the cache and keeps what changes behind the mark', async () => {
    double.script({ events: textMessage('Yes.') }, { events: textMessage('Sì.') });
    const { engine } = engineOver(double);

    await heard(engine.answer(aRequest()));
    await heard(engine.answer(aRequest({ language: 'IT' as never, question: 'Altro?' })));

    const [first, second] = double.requests.map(
      ({ body }) => body.system as { text: string; cache_control?: unknown }[],
    );
    expect(first?.[0]).toEqual(second?.[0]);
    expect(first?.[0]?.cache_control).toEqual({ type: 'ephemeral' });
    expect(second?.[1]?.text).toContain('Answer in Italian');
    expect(double.requests[0]?.body.tools).toEqual(double.requests[1]?.body.tools);
  });

  it('sends earlier turns as turns, empty answers left out', async () => {
    double.script({ events: textMessage('Yes.') });
    const history = [
      { question: 'Hello?', answer: '' },
      { question: 'What is C1?', answer: 'A visa.' },
    ];

    await heard(engineOver(double).engine.answer(aRequest({ history })));

    expect(double.requests[0]?.body.messages.slice(0, -1)).toEqual([
      { role: 'user', content: 'What is C1?' },
      { role: 'assistant', content: 'A visa.' },
    ]);
  });
});

describe('citations', () => {
  it('come behind the text of their block, with our own reference', async () => {
    const cited = [{ source: 'passage:p1', quote: 'The C1 visa is for tourism. ' }];
    double.script({
      events: [
        messageStart(),
        ...textBlock(0, ['It is for ', 'tourism.'], cited),
        ...textBlock(1, [' Good.']),
        ...messageEnd('end_turn'),
      ],
    });

    const { events } = await heard(engineOver(double).engine.answer(aRequest()));

    expect(events.slice(0, 4)).toEqual([
      { kind: 'TEXT', text: 'It is for ' },
      { kind: 'TEXT', text: 'tourism.' },
      { kind: 'CITATION', sourceRef: 'passage:p1', quote: 'The C1 visa is for tourism.' },
      { kind: 'TEXT', text: ' Good.' },
    ]);
  });

  it('of a source that was never sent are dropped', async () => {
    const cited = [{ source: 'service:X9', quote: 'made up' }];
    double.script({ events: [messageStart(), ...textBlock(0, ['Hm.'], cited), ...messageEnd('end_turn')] });

    const { events } = await heard(engineOver(double).engine.answer(aRequest()));

    expect(events.map(({ kind }) => kind)).toEqual(['TEXT', 'USAGE', 'END']);
  });
});

describe('stopping', () => {
  it('closes the connection to the model in under half a second, and says that it was stopped', async () => {
    double.script({ events: [messageStart(), ...textBlock(0, ['Well, '])], ending: 'STALL' });
    const stop = new AbortController();
    let stoppedAt = 0;

    const { failure, text } = await heard(
      engineOver(double).engine.answer(aRequest({ call: aCall({ signal: stop.signal }) })),
      () => {
        stoppedAt = performance.now();
        stop.abort();
      },
    );
    await double.requests[0]?.left;

    expect(performance.now() - stoppedAt).toBeLessThan(500);
    expect({ failure, text }).toEqual({ failure: 'STOPPED', text: 'Well, ' });
  });

  it('before the first byte of an answer closes the connection as well', async () => {
    double.script({ events: [], ending: 'STALL' });
    const stop = new AbortController();

    const answer = heard(
      engineOver(double).engine.answer(aRequest({ call: aCall({ signal: stop.signal }) })),
    );
    await double.written(1);
    stop.abort();

    expect((await answer).failure).toBe('STOPPED');
    await double.requests[0]?.left;
  });

  it('by leaving the loop closes the connection', async () => {
    double.script({ events: [messageStart(), ...textBlock(0, ['Well, '])], ending: 'STALL' });

    for await (const event of engineOver(double).engine.answer(aRequest())) if (event.kind === 'TEXT') break;

    await double.requests[0]?.left;
    expect(double.requests).toHaveLength(1);
  });
});
