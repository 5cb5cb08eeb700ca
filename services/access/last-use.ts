import type { Logger } from '../shared/logger.ts';

export type LastUse = {
  /** Takes note and returns at once. */
  note(id: string): void;
  /** Writes what is left. */
  close(): Promise<void>;
};

type LastUseParts = {
  write(ids: readonly string[]): Promise<void>;
  /** How long notes are gathered, in milliseconds; 5000 when absent. */
  pauseMs?: number;
  logger: Logger;
};

/** Gathers the uses of keys and writes them together, away from the requests that they belong to. */
export function makeLastUse({ write, pauseMs = 5_000, logger }: LastUseParts): LastUse {
  let used = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    timer = null;
    const ids = [...used];
    if (ids.length === 0) return;
    used = new Set();
    try {
      await write(ids);
    } catch (err) {
      // An active key is soon seen again; of one that is not, a use goes unrecorded.
      logger.warn({ err }, 'the last use of keys could not be written');
    }
  }

  return {
    note(id) {
      used.add(id);
      if (timer !== null) return;
      timer = setTimeout(() => {
        writing = flush();
      }, pauseMs);
      timer.unref();
    },
    async close() {
      if (timer !== null) clearTimeout(timer);
      await writing;
      await flush();
    },
  };
}
