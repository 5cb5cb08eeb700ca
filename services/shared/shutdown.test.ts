import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { makeLogger } from './logger.ts';
import { stopOnSignals } from './shutdown.ts';

function started(stop: () => Promise<void> = async () => {}) {
  const clock = { ms: 0 };
  const signals = new EventEmitter();
  const codes: number[] = [];
  const exited = new Promise<void>((resolve) => {
    const exit = (code: number) => {
      codes.push(code);
      resolve();
    };
    stopOnSignals({ signals, logger: makeLogger('test', 'silent'), stop, exit, now: () => clock.ms });
  });
  return { signals, codes, exited, clock };
}

describe('stopOnSignals', () => {
  test('SIGTERM stops the work, then exits with 0', async () => {
    const order: string[] = [];
    const { signals, codes, exited } = started(async () => void order.push('stopped'));

    signals.emit('SIGTERM');
    await exited;

    expect([order, codes]).toEqual([['stopped'], [0]]);
  });

  test('a second signal exits at once', () => {
    const { signals, codes, clock } = started(() => new Promise(() => {}));

    signals.emit('SIGINT');
    clock.ms = 1_500;
    signals.emit('SIGINT');

    expect(codes).toEqual([130]);
  });

  test('one press of Ctrl-C that arrives twice, from the terminal and from npm, counts once', async () => {
    const { signals, codes, exited, clock } = started();

    signals.emit('SIGINT');
    clock.ms = 20;
    signals.emit('SIGINT');
    await exited;

    expect(codes).toEqual([0]);
  });

  test('an uncaught exception stops the work, then exits with 1', async () => {
    const order: string[] = [];
    const { signals, codes, exited } = started(async () => void order.push('stopped'));

    signals.emit('uncaughtException', new Error('defect'));
    await exited;

    expect([order, codes]).toEqual([['stopped'], [1]]);
  });

  test('a rejection that nobody hears is no end', async () => {
    const { signals, codes, exited } = started();

    signals.emit('unhandledRejection', new Error('of a list that failed already'));
    signals.emit('SIGTERM');
    await exited;

    expect(codes).toEqual([0]);
  });

  test('a stop that fails exits with 1', async () => {
    const { signals, codes, exited } = started(async () => {
      throw new Error('stuck');
    });

    signals.emit('SIGTERM');
    await exited;

    expect(codes).toEqual([1]);
  });
});
