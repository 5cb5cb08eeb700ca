import type { Caller } from '../../shared/caller.ts';
import type { Language } from '../../shared/language.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Engine, Turn } from '../engine/engine.ts';
import type { Firm } from '../firm.ts';
import { smallTalkOf } from '../greeting.ts';
import { notCovered, type PhraseKey, phrase } from '../phrases.ts';
import type { RankedPassage, Retriever } from '../retrieval/passage.ts';
import { isCovered } from '../retrieval/score.ts';
import type { GraphCall, Toolbox } from '../tools/tool.ts';
import type { Failure } from './answer.ts';
import type { Progress } from './prose.ts';
import { written } from './writing.ts';

/** What an answer is made with. */
export type GenerationParts = {
  engine: Engine;
  retriever: Retriever;
  toolboxFor(language: Language): Toolbox;
  firm(call: GraphCall): Promise<Firm>;
  /** Whether tools may answer a question, with those before it, that no passage covers. */
  asksForFacts(question: string, earlier: readonly string[]): boolean;
  logger: Logger;
};

export type GenerationTask = {
  question: string;
  language: Language;
  history: readonly Turn[];
  caller: Caller;
  requestId: string;
  /** Aborted by a stop, by the deadline and at shutdown. */
  signal: AbortSignal;
};

const smallTalk: Record<'GREETING' | 'THANKS' | 'FAREWELL', PhraseKey> = {
  GREETING: 'greeting',
  THANKS: 'thanks',
  FAREWELL: 'farewell',
};

const topK = 6;
const searchTimeoutMs = 5_000;

/**
 * Makes one answer: everything it says goes out through `progress`, in order, checked and with its markers.
 * @returns why it broke off; null when all was said. An aborted signal ends it early with null: the caller knows why.
 * @throws only for a defect of ours
 */
export async function generate(
  task: GenerationTask,
  parts: GenerationParts,
  progress: Progress,
): Promise<Failure | null> {
  const { question, language, caller, requestId, signal } = task;
  const talk = smallTalkOf(question);
  if (talk !== null) {
    await progress.say({ kind: 'TEXT', text: phrase(smallTalk[talk], language) });
    return null;
  }
  const call: GraphCall = { caller, requestId, signal };
  const reading = parts.firm(call);
  const found = await passagesFor(task, parts);
  const passages = found ?? [];
  if (!signal.aborted) await progress.say({ kind: 'PASSAGES', passages });
  const firm = await reading;
  if (signal.aborted) return null;
  const earlier = task.history.map((turn) => turn.question);
  if (passages.length === 0 && !parts.asksForFacts(question, earlier)) {
    if (found === null) return unreachable(language);
    await progress.say({ kind: 'TEXT', text: notCovered(language, firm.contact) });
    return null;
  }
  const { failure, spoke } = await written({ task, parts, progress, firm, passages, call });
  if (failure !== null || spoke || signal.aborted) return failure;
  if (found === null) return unreachable(language);
  await progress.say({ kind: 'TEXT', text: notCovered(language, firm.contact) });
  return null;
}

function unreachable(language: Language): Failure {
  return { code: 'DOWNSTREAM_SERVICE_ERROR', message: phrase('failed', language), retryable: true };
}

/** @returns the passages that cover the question, alone or with the one before it; null when nothing can be searched */
async function passagesFor(
  { question, language, history, requestId, signal }: GenerationTask,
  { retriever, logger }: GenerationParts,
): Promise<RankedPassage[] | null> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(searchTimeoutMs)]);
  const search = (text: string) => retriever.search({ text, language, topK, signal: limited });
  try {
    const found = await search(question);
    if (isCovered(found)) return found;
    const before = history.at(-1)?.question;
    const together = before === undefined ? [] : await search(`${before}\n${question}`);
    return isCovered(together) ? together : [];
  } catch (error) {
    if (!signal.aborted) logger.warn({ requestId, err: error }, 'passages can not be searched');
    return null;
  }
}
