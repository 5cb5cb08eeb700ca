import type { StopReason } from '@anthropic-ai/sdk/resources/messages/messages';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aRequest, engineOver, heard } from './anthropic.fixture.ts';
import { messageEnd, messageStart, textBlock, textMessage, toolMessage } from './messages-double.events.ts';
import { type MessagesDouble, openMessagesDouble, type Reply, sseError } from './messages-double.ts';

let double: MessagesDouble;
beforeEach(async () => {
  double = await openMessagesDouble();
});
afterEach(() => double.close());

const begun = [messageStart(), ...textBlock(0, ['It costs '])];
const busy: Reply = { status: 529, type: 'overloaded_error' };

describe('a refused request', () => {
  it('with 429 is sent again after as long as the model asks for', async () => {
    double.script(
      { status: 429, type: 'rate_limit_error', headers: { 'retry-after': '7' } },
      { events: textMessage('Yes.') },
    );
    const { engine, pauses } = engineOver(double);

    const { text, failure } = await heard(engine.answer(aRequest()));

    expect({ text, failure, pauses }).toEqual({ text: 'Yes.', failure: null, pauses: [7_000] });
  });

  it('with 429 and a wait of over ten seconds fails at once', async () => {
    double.script({ status: 429, type: 'rate_limit_error', headers: { 'retry-after': '11' } });
    const { engine, pauses } = engineOver(double);

    const { failure } = await heard(engine.answer(aRequest()));

    expect({ failure, pauses }).toEqual({ failure: 'MODEL_BUSY', pauses: [] });
  });

  it.each([
    ['429', { status: 429, type: 'rate_limit_error' }, 'MODEL_BUSY'],
    ['529', busy, 'MODEL_BUSY'],
    ['500', { status: 500, type: 'api_error' }, 'MODEL_UNREACHABLE'],
    ['503', { status: 503, type: 'api_error' }, 'MODEL_UNREACHABLE'],
  ] as const)('with %s is tried three times', async (_, reply, code) => {
    double.script(reply, reply, reply);
    const { engine, failures } = engineOver(double);

    const { failure } = await heard(engine.answer(aRequest()));

    expect({ failure, requests: double.requests.length }).toEqual({ failure: code, requests: 3 });
    expect(failures).toEqual([code, code, code]);
  });

  it.each([
    [400, 'invalid_request_error'],
    [401, 'authentication_error'],
    [404, 'not_found_error'],
  ] as const)('with %i is not sent again', async (status, type) => {
    double.script({ status, type });

    const { failure } = await heard(engineOver(double).engine.answer(aRequest()));

    expect({ failure, requests: double.requests.length }).toEqual({ failure: 'MODEL_REJECTED', requests: 1 });
  });

  it('is not retried by the SDK behind our back', async () => {
    double.script(busy);
    const { engine } = engineOver(double, { pause: () => Promise.reject(new Error('no more')) });

    await heard(engine.answer(aRequest()));

    expect(double.requests).toHaveLength(1);
  });
});

describe('a stream that breaks', () => {
  const breaks: readonly [string, Reply, string][] = [
    [
      'an overloaded_error event',
      { events: begun, ending: { raw: sseError('overloaded_error') } },
      'MODEL_BUSY',
    ],
    ['an api_error event', { events: begun, ending: { raw: sseError('api_error') } }, 'MODEL_UNREACHABLE'],
    ['a cut socket', { events: begun, ending: 'CUT' }, 'MODEL_UNREACHABLE'],
    ['an end without message_stop', { events: begun, ending: 'END' }, 'MODEL_UNREACHABLE'],
    [
      'a malformed event',
      { events: begun, ending: { raw: 'event: content_block_delta\ndata: {"type":\n\n' } },
      'MODEL_UNREACHABLE',
    ],
  ];

  it.each(breaks)(
    'by %s after text keeps the text, fails truthfully and is not sent again',
    async (_, reply, code) => {
      double.script(reply);
      const { engine, pauses } = engineOver(double);

      const { text, failure } = await heard(engine.answer(aRequest()));

      expect({ text, failure }).toEqual({ text: 'It costs ', failure: code });
      expect({ pauses, requests: double.requests.length }).toEqual({ pauses: [], requests: 1 });
    },
  );

  it.each(breaks)('by %s before any text is sent again', async (_, reply) => {
    const silent = 'events' in reply ? { ...reply, events: [messageStart()] } : reply;
    double.script(silent, { events: textMessage('Yes.') });

    const { text, failure } = await heard(engineOver(double).engine.answer(aRequest()));

    expect({ text, failure }).toEqual({ text: 'Yes.', failure: null });
  });

  it('in the second round is sent again with what the tools found', async () => {
    double.script({ events: toolMessage({ name: 'get_price', input: { code: 'C1' } }) }, busy, {
      events: textMessage('Yes.'),
    });

    const { events, failure } = await heard(engineOver(double).engine.answer(aRequest()));

    expect(failure).toBeNull();
    expect(events.filter(({ kind }) => kind === 'TOOL')).toHaveLength(1);
    expect(double.requests[2]?.body.messages).toEqual(double.requests[1]?.body.messages);
  });
});

describe('a silent model', () => {
  it('that stalls after text ends with a failure, and its connection is closed', async () => {
    double.script({ events: begun, ending: 'STALL' });

    const { text, failure } = await heard(engineOver(double, { idleMs: 60 }).engine.answer(aRequest()));
    await double.requests[0]?.left;

    expect({ text, failure }).toEqual({ text: 'It costs ', failure: 'MODEL_STALLED' });
  });

  it('that never begins ends in the same way', async () => {
    double.script({ events: [], ending: 'STALL' });

    const { failure } = await heard(engineOver(double, { idleMs: 60 }).engine.answer(aRequest()));

    expect(failure).toBe('MODEL_STALLED');
  });

  it('is given up at the deadline of the whole answer', async () => {
    double.script({ events: begun, ending: 'STALL' });

    const { failure } = await heard(engineOver(double, { deadlineMs: 60 }).engine.answer(aRequest()));
    await double.requests[0]?.left;

    expect(failure).toBe('MODEL_TIMEOUT');
  });
});

describe('a server that is not there', () => {
  it('fails after three attempts without any text', async () => {
    const gone = await openMessagesDouble();
    await gone.close();

    const { text, failure } = await heard(engineOver(gone).engine.answer(aRequest()));

    expect({ text, failure }).toEqual({ text: '', failure: 'MODEL_UNREACHABLE' });
  });
});

describe('reasons to stop', () => {
  it.each<[StopReason | null, string | null]>([
    ['end_turn', null],
    ['stop_sequence', null],
    ['max_tokens', 'MODEL_CUT_SHORT'],
    ['model_context_window_exceeded', 'MODEL_CUT_SHORT'],
    ['refusal', 'MODEL_REFUSED'],
    [null, 'MODEL_UNREACHABLE'],
  ])('%s ends with the failure %s, and the text stays', async (reason, code) => {
    double.script({ events: [...begun, ...messageEnd(reason)] });

    const { text, failure } = await heard(engineOver(double).engine.answer(aRequest()));

    expect({ text, failure }).toEqual({ text: 'It costs ', failure: code });
  });

  it('pause_turn goes on with what was said', async () => {
    double.script(
      { events: [...begun, ...messageEnd('pause_turn')] },
      { events: textMessage('2.300.000 IDR.') },
    );

    const { text, failure } = await heard(engineOver(double).engine.answer(aRequest()));

    expect({ text, failure }).toEqual({ text: 'It costs 2.300.000 IDR.', failure: null });
    expect(double.requests[1]?.body.messages.at(-1)).toMatchObject({ role: 'assistant' });
  });

  it('tells the person why in the language of the answer, and nothing from inside', async () => {
    double.script({ events: textMessage('', 'refusal') });

    const { events } = await heard(engineOver(double).engine.answer(aRequest({ language: 'IT' as never })));

    expect(events.at(-1)).toEqual({
      kind: 'END',
      failure: {
        code: 'MODEL_REFUSED',
        message: 'Non posso aiutarti con questa richiesta.',
        retryable: false,
      },
    });
  });
});
