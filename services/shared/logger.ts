import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** What never enters a log line, down to two levels deep. */
const secretPaths = [
  ...['authorization', 'cookie', 'password', 'secret'].flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
  ...['x-api-key', 'x-session'].flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]),
];

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
