import { type DestinationStream, pino } from 'pino';

/** Lines are written together once they have this many characters, or after that many milliseconds. */
const blockCharacters = 16_000;
const longestWaitMs = 500;

/** Beyond that lines are dropped: a reader that has stopped may not stop the program. */
const mostWaitingBytes = 4 * 2 ** 20;

type Output = {
  write(block: Buffer): unknown;
  flushSync(): void;
  /** Whether it is closed for good. */
  destroyed?: boolean;
};

/**
 * Gathers lines to blocks. The library's own gathering looks through all that waits each time that a line comes.
 * @returns takes lines; `flushSync` writes out what waits
 */
export function inBlocks(output: Output): DestinationStream & { flushSync(): void } {
  let lines: string[] = [];
  let characters = 0;
  let timer: NodeJS.Timeout | null = null;

  function pass(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (lines.length === 0 || output.destroyed) return;
    // As bytes: for a text the system call's wrapper takes three times the room.
    const block = Buffer.from(lines.join(''));
    lines = [];
    characters = 0;
    output.write(block);
  }

  return {
    write(line) {
      lines.push(line);
      characters += line.length;
      if (characters >= blockCharacters) pass();
      else timer ??= setTimeout(pass, longestWaitMs).unref();
    },
    flushSync() {
      pass();
      if (!output.destroyed) output.flushSync();
    },
  };
}

/**
 * Standard output, written in blocks: a write for every line costs more than making it. What waits is written out at the
 * end of the process, whatever ends it short of a kill, and with every line of level fatal.
 */
export function bufferedOutput(): DestinationStream {
  const options = { dest: 1, sync: false, maxLength: mostWaitingBytes, contentMode: 'buffer' } as const;
  // Its type knows texts alone.
  const output = inBlocks(pino.destination(options) as unknown as Output);
  process.on('beforeExit', () => output.flushSync());
  process.on('exit', () => output.flushSync());
  return output;
}
