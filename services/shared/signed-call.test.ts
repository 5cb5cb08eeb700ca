import { describe, expect, test } from '@jest/globals';
import { callerHeader, makeSignedCalls, signatureHeader } from './signed-call.ts';

const secret = 'x'.repeat(32);
const caller = { kind: 'SESSION', id: 'session:one', scopes: [] } as const;
const body = '{"documentId":"a"}';

function atTime(start = 1_700_000_000_000) {
  const time = { now: start };
  return { time, calls: makeSignedCalls({ secret, now: () => time.now }) };
}

describe('signed calls', () => {
  test('a signed call tells who asks', () => {
    const { calls } = atTime();

    expect(calls.verify(calls.sign(caller, body), body)).toEqual(caller);
  });

  test('what an API key and a token add to a caller goes along', () => {
    const { calls } = atTime();
    const key = {
      kind: 'API_KEY',
      id: 'key:one',
      scopes: ['a'],
      name: 'Shop',
      requestsPerMinute: 60,
    } as const;
    const user = { kind: 'USER', id: 'user:one', scopes: [], expiresAt: 1_700_000_060_000 } as const;

    expect(calls.verify(calls.sign(key, body), body)).toEqual(key);
    expect(calls.verify(calls.sign(user, body), body)).toEqual(user);
  });

  test('a call is believed once', () => {
    const { calls } = atTime();
    const headers = calls.sign(caller, body);

    calls.verify(headers, body);

    expect(calls.verify(headers, body)).toBeNull();
  });

  test('half a minute after it was sent it is no longer believed', () => {
    const { time, calls } = atTime();
    const headers = calls.sign(caller, body);

    time.now += 30_001;

    expect(calls.verify(headers, body)).toBeNull();
  });

  test('another body, caller, secret or signature is refused', () => {
    const { calls } = atTime();
    const headers = calls.sign(caller, body);
    const other = calls.sign({ ...caller, id: 'session:two' }, body);
    const foreign = makeSignedCalls({ secret: 'y'.repeat(32), now: () => 1_700_000_000_000 });

    expect(calls.verify(headers, `${body} `)).toBeNull();
    expect(calls.verify({ ...headers, [callerHeader]: other[callerHeader] }, body)).toBeNull();
    expect(calls.verify(foreign.sign(caller, body), body)).toBeNull();
    expect(calls.verify({ ...headers, [signatureHeader]: 'v1.a.b.c' }, body)).toBeNull();
    expect(calls.verify({}, body)).toBeNull();
  });
});
