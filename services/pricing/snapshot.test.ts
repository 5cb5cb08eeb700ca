import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { makeLogger } from '../shared/logger.ts';
import { makeSnapshot } from './snapshot.ts';

const pollMs = 5_000;

/** A dataset in memory that can be changed, broken and held up. */
function aDataset() {
  const state = { version: 'v1', failure: null as Error | null, versionReads: 0, reads: 0 };
  const lines: { level: number; msg: string }[] = [];
  const logger = makeLogger('test', 'info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  const options = {
    name: 'letters',
    readVersion: async () => {
      state.versionReads += 1;
      if (state.failure) throw state.failure;
      return state.version;
    },
    read: async () => {
      state.reads += 1;
      return { version: state.version, rows: [state.version] };
    },
    build: (rows: string[], version: string) => `${version}:${rows.length}`,
    pollMs,
    logger,
  };
  return { state, options, messages: () => lines.map(({ msg }) => msg) };
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

describe('makeSnapshot', () => {
  test('the first value is there when it is made', async () => {
    const { options } = aDataset();

    const snapshot = await makeSnapshot(options);

    expect([snapshot.current(), snapshot.version()]).toEqual(['v1:1', 'v1']);
  });

  test('a first read that fails fails the making', async () => {
    const { options } = aDataset();
    const read = async () => Promise.reject(new Error('no table'));

    await expect(makeSnapshot({ ...options, read })).rejects.toThrow('no table');
  });

  test('a new version is read at the next look, an unchanged one is not read again', async () => {
    const { state, options } = aDataset();
    const snapshot = await makeSnapshot(options);

    await jest.advanceTimersByTimeAsync(pollMs);
    const readsBefore = state.reads;
    state.version = 'v2';
    await jest.advanceTimersByTimeAsync(pollMs);

    expect(readsBefore).toBe(1);
    expect(snapshot.current()).toBe('v2:1');
    await snapshot.close();
  });

  test('while looking fails the old value stays, and the log says so once until it recovers', async () => {
    const { state, options, messages } = aDataset();
    const snapshot = await makeSnapshot(options);

    state.failure = new Error('connection refused');
    await jest.advanceTimersByTimeAsync(3 * pollMs);
    const during = snapshot.current();
    state.failure = null;
    state.version = 'v2';
    await jest.advanceTimersByTimeAsync(pollMs);

    expect(during).toBe('v1:1');
    expect(snapshot.current()).toBe('v2:1');
    expect(messages()).toEqual([
      'dataset could not be read; the last one stays in use',
      'dataset refreshed',
      'dataset can be read again',
    ]);
    await snapshot.close();
  });

  test('a slow look is never overtaken by another', async () => {
    const { state, options } = aDataset();
    let answer = (_version: string) => {};
    const slow = () => {
      state.versionReads += 1;
      return new Promise<string>((resolve) => {
        answer = resolve;
      });
    };
    const snapshot = await makeSnapshot({ ...options, readVersion: slow });

    await jest.advanceTimersByTimeAsync(4 * pollMs);
    const asked = [snapshot.refresh(), snapshot.refresh()];
    answer('v1');
    await Promise.all(asked);

    expect(state.versionReads).toBe(1);
    await snapshot.close();
  });

  test('a refresh that is asked for tells its failure', async () => {
    const { state, options } = aDataset();
    const snapshot = await makeSnapshot(options);
    state.failure = new Error('connection refused');

    await expect(snapshot.refresh()).rejects.toThrow('connection refused');
    await snapshot.close();
  });

  test('after closing nothing is looked at any more', async () => {
    const { state, options } = aDataset();
    const snapshot = await makeSnapshot(options);

    await snapshot.close();
    await jest.advanceTimersByTimeAsync(10 * pollMs);

    expect(state.versionReads).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});
