import type { Logger } from '../shared/logger.ts';

export type Snapshot<Value> = {
  /** The value in memory; reading it never waits. */
  current(): Value;
  /** The dataset version that `current()` was built from. */
  version(): string;
  /** Looks at the dataset now and reads it anew if its version changed. @throws what the reading threw */
  refresh(): Promise<void>;
  /** Stops looking; resolves when a running refresh has ended. */
  close(): Promise<void>;
};

type SnapshotOptions<Rows, Value> = {
  /** The dataset's name, for the log */
  name: string;
  /** The version that stands in the database; null when nothing has been loaded yet */
  readVersion(): Promise<string | null>;
  /** All rows with the version they belong to, read as of one moment */
  read(): Promise<{ version: string; rows: Rows }>;
  /** Pure; a throw counts as a failed refresh */
  build(rows: Rows, version: string): Value;
  /** Pause between two looks in milliseconds; 0 never looks again by itself */
  pollMs: number;
  logger: Logger;
};

/**
 * A dataset in memory, kept fresh by a short poll of its version.
 * The database stays the only truth: while it can't be read the last good value is served, for a price that was
 * right a minute ago is of more use than none, and the failure is logged once until it recovers.
 * @returns after the first read
 * @throws what the first read threw: a process without data must not become ready
 */
export async function makeSnapshot<Rows, Value>(
  options: SnapshotOptions<Rows, Value>,
): Promise<Snapshot<Value>> {
  const { name, readVersion, read, build, pollMs, logger } = options;

  async function load() {
    const { version, rows } = await read();
    return { version, value: build(rows, version) };
  }

  let held = await load();
  let running: Promise<void> | null = null;
  let failing = false;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  async function look(): Promise<void> {
    const version = await readVersion();
    if (version === null || version === held.version) return;
    held = await load();
    logger.info({ dataset: name, version: held.version }, 'dataset refreshed');
  }

  function refresh(): Promise<void> {
    running ??= look().finally(() => {
      running = null;
    });
    return running;
  }

  async function poll(): Promise<void> {
    try {
      await refresh();
      if (failing) logger.info({ dataset: name }, 'dataset can be read again');
      failing = false;
    } catch (err) {
      if (!failing)
        logger.warn({ err, dataset: name }, 'dataset could not be read; the last one stays in use');
      failing = true;
    }
    schedule();
  }

  // The next look is set when the last has ended, so a slow database never gathers a queue of them.
  function schedule(): void {
    if (closed || pollMs === 0) return;
    timer = setTimeout(poll, pollMs);
    timer.unref();
  }

  schedule();
  return {
    current: () => held.value,
    version: () => held.version,
    refresh,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}
