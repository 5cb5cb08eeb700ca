import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** What never enters a log line, down to two levels deep. */
const secretPaths = [
  ...['authorization', 'cookie', 'password', 'secret'].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
  ...['x-api-key', 'x-session'].flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]),
];

/** Lines are written together once they fill this many bytes, or after that many milliseconds. */
const bufferBytes = 16_000;
const longestWaitMs = 500;

/** Beyond that lines are dropped: a reader that has stopped may not stop the program. */
const mostWaitingBytes = 4 * 2 ** 20;

/**
 * Standard output, written in blocks: a write for every line costs more than making it. What waits is written out at the
 * end of the process, whatever ends it short of a kill, and with every line of level fatal.
 */
export function bufferedOutput(): DestinationStream {
  const output = pino.destination({
    dest: 1,
    sync: false,
    minLength: bufferBytes,
    periodicFlush: longestWaitMs,
    maxLength: mostWaitingBytes,
  });
  process.on('exit', () => output.flushSync());
  return output;
}

/**
 * A logger that writes one JSON object a line.
 * @param name the process or part that writes
 * @param level pino's level names; "silent" writes nothing
 * @param destination standard output when absent
 */
export function makeLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const options = { name, level, redact: { paths: secretPaths, censor: '[secret]' } };
  return destination ? pino(options, destination) : pino(options);
}
