import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { makeLogger } from '../services/shared/logger.ts';
import { followRevocations, type Revocations } from './revocations.ts';

const pollMs = 5_000;
let asked: number[];
let answer: () => Promise<string[]>;
let revoked: string[];
let empty: boolean;
let nowMs: number;
let logged: { level: number }[];
let tell: (id: string) => void;
let revocations: Revocations;

beforeEach(() => {
  jest.useFakeTimers();
  asked = [];
  revoked = [];
  logged = [];
  empty = false;
  nowMs = 1_000_000;
  answer = async () => [];
  revocations = followRevocations({
    ring: { revoke: (id) => void revoked.push(id), isEmpty: () => empty },
    lookup: {
      revokedWithin: (seconds) => {
        asked.push(seconds);
        return answer();
      },
      onRevoked: (listener) => {
        tell = listener;
      },
    },
    redis: null,
    pollMs,
    clock: { now: () => nowMs },
    logger: makeLogger('test', 'info', { write: (line: string) => void logged.push(JSON.parse(line)) }),
  });
});

afterEach(async () => {
  await revocations.close();
  jest.useRealTimers();
});

async function pass(ms: number): Promise<void> {
  nowMs += ms;
  await jest.advanceTimersByTimeAsync(ms);
}

describe('followRevocations', () => {
  test('what is revoked in this process is told at once', () => {
    tell('one');

    expect(revoked).toEqual(['one']);
    expect(asked).toEqual([]);
  });

  test('what is revoked elsewhere is asked for every few seconds, further back than the pause', async () => {
    answer = async () => ['one', 'two'];

    await pass(pollMs);

    expect(revoked).toEqual(['one', 'two']);
    expect(asked).toEqual([35]);
  });

  test('while no key is held nothing is asked, and nothing is missed afterwards', async () => {
    empty = true;
    await pass(pollMs);
    await pass(pollMs);
    empty = false;

    await pass(pollMs);

    expect(asked).toEqual([35]);
  });

  test('after a failure all the time since the last answer is asked for; the failure is logged once', async () => {
    answer = () => Promise.reject(new Error('access is away'));
    for (let look = 0; look < 3; look++) await pass(pollMs);
    answer = async () => [];

    await pass(pollMs);
    await pass(pollMs);

    expect(asked).toEqual([35, 40, 45, 50, 35]);
    expect(logged.map(({ level }) => level)).toEqual([40, 30]);
  });

  test('never further back than an hour', async () => {
    answer = () => Promise.reject(new Error('access is away'));
    nowMs += 2 * 3_600_000;

    await pass(pollMs);

    expect(asked).toEqual([3_600]);
  });

  test('closed, it asks no more', async () => {
    await revocations.close();

    await pass(10 * pollMs);

    expect(asked).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
