import { describe, expect, test } from '@jest/globals';
import { jsonTextOf, RawResult, rawResult } from './raw-result.ts';

describe('a raw result', () => {
  const json = '{"data":{"tide":{"text":"a \\"errors\\": b","level":1.50}}}';

  test('is the text as it came', () => {
    const raw = rawResult(json);

    expect(raw).toBeInstanceOf(RawResult);
    expect(jsonTextOf(raw ?? {})).toBe(json);
  });

  test('reads as the result that it is, also within something else', () => {
    const raw = rawResult(json);

    expect(raw?.data).toEqual({ tide: { text: 'a "errors": b', level: 1.5 } });
    expect(raw?.errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify({ payload: raw }))).toEqual({ payload: JSON.parse(json) });
  });

  test.each([
    ['errors', '{"data":{"tide":null},"errors":[{"message":"x"}]}'],
    ['errors first', '{"errors":[{"message":"x"}],"data":{"tide":null}}'],
    ['extensions', '{"data":{"tide":{}},"extensions":{"secret":{}}}'],
    ['a line end', '{"data":{\n"tide":{}}}'],
    ['no data', '{"data":null}'],
    ['data that are a number', '{"data":7}'],
    ['an end that is missing', '{"data":{"tide":{}}'.slice(0, -1)],
    ['nothing', ''],
  ])('is none with %s', (_what, text) => {
    expect(rawResult(text)).toBeNull();
  });

  test('any other result is written as JSON', () => {
    expect(jsonTextOf({ data: { tide: 1 } })).toBe('{"data":{"tide":1}}');
  });
});
