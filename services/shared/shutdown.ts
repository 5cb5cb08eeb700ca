import type { Logger } from './logger.ts';

/** What of `process` is needed here; tests pass an emitter. */
type Signals = {
  on(event: string, listener: (reason: unknown) => void): unknown;
};

type Shutdown = {
  signals: Signals;
  logger: Logger;
  /** Finishes what is running, then closes clients. */
  stop(): Promise<void>;
  exit(code: number): void;
  /** Milliseconds of a clock that never goes back; the process's own when absent. */
  now?(): number;
};

/** npm hands a Ctrl-C on to a process that the terminal has already told. */
const samePressMs = 1_000;

/**
 * Ends the process in order: the first SIGINT or SIGTERM stops and exits with 0, one more than a second later exits at
 * once. An uncaught exception stops as well and exits with 1, so that the platform sees the crash. A rejection that nobody
 * hears is logged.
 */
export function stopOnSignals({
  signals,
  logger,
  stop,
  exit,
  now = () => performance.now(),
}: Shutdown): void {
  let stopping = false;
  let firstSignalAt = Number.NEGATIVE_INFINITY;

  async function end(code: number): Promise<void> {
    if (stopping) return exit(code === 0 ? 130 : code);
    stopping = true;
    try {
      await stop();
      exit(code);
    } catch (error) {
      logger.fatal({ err: error }, 'stopping failed');
      exit(1);
    }
  }

  for (const signal of ['SIGINT', 'SIGTERM']) {
    signals.on(signal, () => {
      if (now() - firstSignalAt < samePressMs) return;
      firstSignalAt = now();
      logger.info({ signal }, 'stopping');
      void end(0);
    });
  }
  signals.on('uncaughtException', (reason) => {
    logger.fatal({ err: reason }, 'uncaughtException');
    void end(1);
  });
  // graphql-js 16 leaves the promises of a list's earlier items behind when a later one fails at once: their failing is
  // told by the field's own error already, and one bad list may not end the service of everybody else.
  signals.on('unhandledRejection', (reason) => logger.error({ err: reason }, 'unhandledRejection'));
}
