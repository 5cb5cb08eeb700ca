import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '../../shared/caller.ts';
import type { Database } from '../../shared/database.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Turn } from '../engine/engine.ts';
import { phrase } from '../phrases.ts';
import { renewLease, saveEnd, saveProgress } from './answer.store.ts';
import type { Answer, Failure } from './answer.ts';
import type { AnswerLog } from './answer-log.ts';
import { type Draft, type Ending, endedAnswer, interruption, lastHappening, progressOf } from './draft.ts';
import type { GenerationTask } from './generate.ts';
import type { Progress } from './prose.ts';

export type GenerationsParts = {
  database: Database;
  log: AnswerLog;
  /** Makes one answer; see generate.ts. */
  make(task: GenerationTask, progress: Progress): Promise<Failure | null>;
  clock(): Date;
  /** Hears of each answer once it has ended here. */
  onEnd?(answer: Answer): void;
  logger: Logger;
  /** Longest time for one answer. */
  timeoutMs: number;
  /** How often a running answer is saved, which also keeps its lease. */
  saveMs: number;
  /** After that long without a sign, a process is taken for dead. */
  leaseMs: number;
};

/** What an answer is made from, beside itself. */
export type Asked = { history: readonly Turn[]; caller: Caller; requestId: string };

/** One answer being made, apart from anybody who reads it. */
export type Generation = {
  /** As far as it has come. */
  answer(): Answer;
  end(ending: Ending): void;
  /** Resolves when it is saved; never rejects. */
  done: Promise<void>;
};

const saveTries = 5;
const firstRetryMs = 200;

export function startGeneration(
  parts: GenerationsParts,
  generatorId: string,
  begun: Answer,
  asked: Asked,
): Generation {
  const { database, log, make, clock, onEnd, logger, timeoutMs, saveMs, leaseMs } = parts;
  const { id, question, language, conversationId, engine } = begun;
  const control = new AbortController();
  const draft: Draft = { answer: begun, events: [], changed: false };
  let ending: Ending | null = null;

  const end = (why: Ending) => {
    ending ??= why;
    control.abort();
  };
  const progress = progressOf(draft, async (happening) => {
    try {
      return await log.append(id, happening);
    } catch (error) {
      end('LOST');
      throw error;
    }
  });
  const lease = () => ({ generatorId, leaseUntil: new Date(clock().getTime() + leaseMs) });

  async function save(): Promise<void> {
    const { answer, events, changed } = draft;
    draft.changed = false;
    try {
      const isMine = changed
        ? await saveProgress(database, answer, events, lease())
        : await renewLease(database, id, lease());
      if (!isMine) end('LOST');
    } catch (error) {
      draft.changed ||= changed;
      logger.warn({ err: error, answerId: id }, 'an answer can not be saved at the moment');
    }
  }

  async function made(): Promise<Failure | null> {
    await progress.say({ kind: 'STARTED', conversationId, engine, language });
    return make({ question, language, ...asked, signal: control.signal }, progress);
  }

  /** @returns whether the end was saved; null when the answer is no longer this process's */
  async function saved(answer: Answer): Promise<boolean | null> {
    const last = { sequence: answer.lastSequence, answerId: id, ...lastHappening(answer) };
    for (let attempt = 0; attempt < saveTries; attempt++) {
      try {
        return (await saveEnd(database, answer, [...draft.events, last], generatorId)) ? true : null;
      } catch (error) {
        logger.error({ err: error, answerId: id }, 'the end of an answer can not be saved');
        if (attempt < saveTries - 1) await pause(firstRetryMs * 2 ** attempt);
      }
    }
    return false;
  }

  async function run(): Promise<void> {
    const late = setTimeout(() => end('LATE'), timeoutMs);
    const saving = setInterval(() => void save(), saveMs);
    let failure: Failure | null = null;
    try {
      failure = await made();
    } catch (error) {
      if (ending === null) logger.error({ err: error, answerId: id }, 'an answer broke');
      failure = { code: 'INTERNAL_SERVER_ERROR', message: phrase('failed', language), retryable: true };
    } finally {
      clearTimeout(late);
      clearInterval(saving);
    }
    if (ending === 'LOST') return log.end(id);
    const answer = endedAnswer(draft.answer, ending, failure, clock());
    // Saved first: who hears of the end may read the answer at once.
    const isSaved = await saved(answer);
    if (isSaved === null) return log.end(id);
    draft.answer = answer;
    onEnd?.(answer);
    const happening = lastHappening(answer);
    // What is not kept must not be called complete; whoever finds the lease expired says the same.
    const truth = isSaved ? happening : ({ kind: 'FAILED', failure: interruption(answer) } as const);
    await log.append(id, truth);
    await log.end(id);
  }

  const done = run().catch((error) =>
    logger.error({ err: error, answerId: id }, 'an answer did not end well'),
  );
  return { answer: () => draft.answer, end, done };
}
