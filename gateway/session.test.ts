import { describe, expect, test } from '@jest/globals';
import { dayMs, makeSessions } from './session.ts';

function sessionsAt(secret = 's'.repeat(32)) {
  const time = { now: Date.UTC(2026, 10, 23) };
  return { time, sessions: makeSessions({ secret, maxAgeDays: 90, now: () => time.now }) };
}

describe('sessions', () => {
  test('a token gives its session back', () => {
    const { sessions } = sessionsAt();
    const { session, token } = sessions.make();

    expect(sessions.read(token)).toEqual(session);
    expect(session.id).toMatch(/^[\w-]{22}$/);
  });

  test('no two sessions are the same', () => {
    const { sessions } = sessionsAt();
    const ids = Array.from({ length: 100 }, () => sessions.make().session.id);

    expect(new Set(ids).size).toBe(100);
  });

  test('changing any one character of a token makes it worthless', () => {
    const { sessions } = sessionsAt();
    const { token } = sessions.make();
    const altered = [...token].flatMap((character, at) =>
      ['A', 'B', '0', '.', '-'].map((other) =>
        other === character ? null : `${token.slice(0, at)}${other}${token.slice(at + 1)}`,
      ),
    );

    const believed = altered.filter((changed) => changed !== null && sessions.read(changed) !== null);

    expect(believed).toEqual([]);
  });

  test('a token of another secret, of nothing, or with more behind it is worthless', () => {
    const { sessions } = sessionsAt();
    const foreign = sessionsAt('t'.repeat(32)).sessions.make().token;
    const { token } = sessions.make();
    const given = [foreign, '', '..', `${token}.`, `${token}\n`, ` ${token}`, token.repeat(2)];

    expect(given.map((text) => sessions.read(text))).toEqual(given.map(() => null));
  });

  test('an issue time put forward is worthless, since it is signed too', () => {
    const { sessions } = sessionsAt();
    const { token } = sessions.make();
    const [id, issuedAt, mac] = token.split('.');

    expect(sessions.read(`${id}.${Number(issuedAt) + 1}.${mac}`)).toBeNull();
  });

  test('a token expires', () => {
    const { time, sessions } = sessionsAt();
    const { session, token } = sessions.make();

    time.now += 90 * dayMs;
    expect(sessions.read(token)).toEqual(session);
    time.now += 1_000;
    expect(sessions.read(token)).toBeNull();
  });

  test('a token from a machine whose clock is a little ahead is read, one from the future not', () => {
    const { time, sessions } = sessionsAt();
    const { session, token } = sessions.make();

    time.now -= 30_000;
    expect(sessions.read(token)).toEqual(session);
    time.now -= 3_600_000;
    expect(sessions.read(token)).toBeNull();
  });
});
