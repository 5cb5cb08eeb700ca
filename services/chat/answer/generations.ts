import { readHappened, readLeases, saveEnd, takeLease } from './answer.store.ts';
import type { Answer, AnswerHappening } from './answer.ts';
import { after, interruption } from './draft.ts';
import { type Asked, type Generation, type GenerationsParts, startGeneration } from './generation.ts';
import { isGone, newGeneratorId, retireGenerator } from './generator-id.ts';

/** The answers that this process is making. */
export type Generations = {
  /** Name under which leases are kept. */
  readonly id: string;
  readonly running: number;
  /** Whether no more answers are begun here. */
  readonly closing: boolean;
  /** Makes an answer that was stored with a lease of this process. */
  begin(answer: Answer, asked: Asked): void;
  /** Resolves when an answer made here has ended; for one made elsewhere, when that process was told. */
  stop(answerId: string): Promise<void>;
  /** Ends the making of an answer that is not wanted any more, unsaved. */
  discard(answerId: string): void;
  /** An answer made here as far as it has come; null for others. */
  live(answerId: string): Answer | null;
  /** Marks answers as interrupted whose process is gone; those of living processes stay as they are. */
  recover(): Promise<void>;
  /** Lets running answers end for a while, then interrupts them. */
  close(drainMs: number): Promise<void>;
};

export function makeGenerations(parts: GenerationsParts, id: string = newGeneratorId()): Generations {
  const { database, log, clock, logger, leaseMs } = parts;
  const running = new Map<string, Generation>();
  let closing = false;

  async function interrupt(answerId: string): Promise<void> {
    const happened = await readHappened(database, answerId);
    if (happened === null) return;
    // The log may be ahead of what was saved last.
    const standing = await log.standing(answerId).catch(() => []);
    const unsaved = standing.slice(happened.events.length);
    const events = [...happened.events, ...unsaved];
    const over = events.at(-1)?.kind === 'FAILED';
    const failure = interruption(happened.answer);
    const happening: AnswerHappening = { kind: 'FAILED', failure };
    const lastSequence = over ? events.length : events.length + 1;
    if (!over) events.push({ sequence: lastSequence, answerId, ...happening });
    const answer = unsaved.reduce<Answer>(after, happened.answer);
    const ended = { ...answer, status: 'INTERRUPTED', failure, lastSequence, completedAt: clock() } as const;
    if (!(await saveEnd(database, ended, events, id))) return;
    logger.warn({ answerId }, 'an answer was interrupted: the process that made it is gone');
    // Readers elsewhere learn it from what is saved when the log can't tell them.
    const told = async () => {
      if (standing.length > 0 && standing.length === lastSequence - 1) await log.append(answerId, happening);
      await log.end(answerId);
    };
    await told().catch((error) => logger.warn({ err: error, answerId }, 'the log of an answer stays open'));
  }

  async function recover(): Promise<void> {
    const now = clock();
    const mine = { generatorId: id, leaseUntil: new Date(now.getTime() + leaseMs) };
    for (const lease of await readLeases(database)) {
      if (running.has(lease.id) || (lease.leaseUntil > now && !isGone(lease.generatorId))) continue;
      if (await takeLease(database, lease, mine)) await interrupt(lease.id);
    }
  }

  const sweep = () =>
    recover().catch((error) => logger.warn({ err: error }, 'interrupted answers can not be looked for'));
  const sweeping = setInterval(sweep, leaseMs / 3).unref();
  log.onStopRequest((answerId) => running.get(answerId)?.end('STOPPED'));

  return {
    id,
    get running() {
      return running.size;
    },
    get closing() {
      return closing;
    },
    begin(answer, asked) {
      const generation = startGeneration(parts, id, answer, asked);
      running.set(answer.id, generation);
      void generation.done.then(() => running.delete(answer.id));
    },
    async stop(answerId) {
      const generation = running.get(answerId);
      if (!generation) return log.requestStop(answerId);
      generation.end('STOPPED');
      await generation.done;
    },
    discard: (answerId) => running.get(answerId)?.end('LOST'),
    live: (answerId) => running.get(answerId)?.answer() ?? null,
    recover,
    async close(drainMs) {
      closing = true;
      clearInterval(sweeping);
      const all = () => Promise.all([...running.values()].map(({ done }) => done));
      const cut = setTimeout(() => {
        for (const generation of running.values()) generation.end('SHUTDOWN');
      }, drainMs);
      await all();
      clearTimeout(cut);
      retireGenerator(id);
    },
  };
}
