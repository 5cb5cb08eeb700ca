import type { FastifyInstance } from 'fastify';
import { SettingsError } from './env.ts';
import { bufferedOutput } from './log-output.ts';
import { type Logger, makeLogger } from './logger.ts';
import { holdOptimising } from './optimising.ts';
import { stopOnSignals } from './shutdown.ts';

/** How long requests that are running may take to end once the process is told to stop. */
const drainTimeoutMs = 10_000;

/** What a process's parts know of its life. */
export type ProcessLife = {
  logger: Logger;
  /** False while starting and while draining. */
  isReady(): boolean;
  /** Keeps what has to be done at the end; the last kept is done first. */
  atEnd(close: () => Promise<unknown>): void;
};

type Program<Settings> = {
  /** For its log lines: "pricing" */
  name: string;
  /** For people, at the start of a sentence: "The gateway" */
  title: string;
  /** @throws SettingsError */
  settings(): Settings;
  /** Opens everything and listens. @returns what to tell whoever started it */
  start(settings: Settings, life: ProcessLife): Promise<string>;
};

async function live<Settings>(program: Program<Settings>, settings: Settings, logger: Logger): Promise<void> {
  const optimiseOnceServing = holdOptimising();
  let ready = false;
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    ready = false;
    for (const close of closing.toReversed()) await close();
  };
  // Before anything is opened: a signal during the start has to close what stands by then.
  stopOnSignals({ signals: process, logger, stop, exit: process.exit });
  try {
    const atEnd: ProcessLife['atEnd'] = (close) => void closing.push(close);
    const message = await program.start(settings, { logger, isReady: () => ready, atEnd });
    ready = true;
    optimiseOnceServing();
    process.stderr.write(`${message}\n`);
  } catch (error) {
    logger.fatal({ err: error }, 'the process could not start');
    const reason = error instanceof Error ? error.message : error;
    process.stderr.write(`${program.title} could not start: ${reason}\n`);
    await stop();
    process.exit(1);
  }
}

/**
 * Runs a process from its settings to its end: wrong settings and a failed start are said in one message and end it
 * with 1, a signal closes everything in turn and ends it with 0.
 */
export async function runProcess<Settings extends { logLevel: string }>(
  program: Program<Settings>,
): Promise<void> {
  try {
    const settings = program.settings();
    await live(program, settings, makeLogger(program.name, settings.logLevel, bufferedOutput()));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Closes a server: no new requests, the running ones end or are cut after a while. */
export async function drained(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
  await app.close();
  clearTimeout(cut);
}
