import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { inBlocks } from './log-output.ts';

function gathered() {
  const written: string[] = [];
  const output = inBlocks({ write: (block) => written.push(String(block)), flushSync: () => {} });
  return { written, output, text: () => written.join('') };
}

describe('lines of the log', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  test('wait for each other, half a second at most', () => {
    const { written, output } = gathered();
    output.write('one\n');
    output.write('two\n');

    jest.advanceTimersByTime(499);
    expect(written).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(written).toEqual(['one\ntwo\n']);
  });

  test('are written in order and none twice, in blocks once there are enough', () => {
    const { written, output, text } = gathered();
    const lines = Array.from({ length: 1_000 }, (_, n) => `${n} ${'x'.repeat(50)}\n`);

    for (const line of lines) output.write(line);
    jest.advanceTimersByTime(500);

    expect(text()).toBe(lines.join(''));
    expect(written.length).toBeLessThan(10);
  });

  test('are written at once when the program is about to end by a fault', () => {
    const { output, text } = gathered();
    const logger = pino({ base: null, timestamp: false }, output);

    logger.info('before');
    logger.fatal('the end');

    expect(text()).toBe('{"level":30,"msg":"before"}\n{"level":60,"msg":"the end"}\n');
  });
});
