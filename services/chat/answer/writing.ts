import { AppError } from '../../shared/errors.ts';
import type { Engine, EngineEvent, EngineRequest } from '../engine/engine.ts';
import type { Firm } from '../firm.ts';
import { type Evidence, makeEvidence } from '../grounding/evidence.ts';
import { type Gate, makeGate, type Rewrite } from '../grounding/gate.ts';
import { phrase } from '../phrases.ts';
import type { RankedPassage } from '../retrieval/passage.ts';
import type { GraphCall } from '../tools/tool.ts';
import type { Failure } from './answer.ts';
import type { GenerationParts, GenerationTask } from './generate.ts';
import { type Mark, makeMarkers } from './markers.ts';
import { makePieces, untilAborted } from './pieces.ts';
import { makeProse, type Progress, type Prose } from './prose.ts';
import { makeSources, type Sources } from './sources.ts';

const rewriteTimeoutMs = 15_000;

type Writing = {
  task: GenerationTask;
  parts: GenerationParts;
  progress: Progress;
  firm: Firm;
  passages: readonly RankedPassage[];
  call: GraphCall;
};

/**
 * Lets the engine write, and says what passes the checks.
 * @returns why the engine broke off, and whether anything was said
 */
export async function written(writing: Writing): Promise<{ failure: Failure | null; spoke: boolean }> {
  const { task, parts, progress, firm, passages, call } = writing;
  const { question, language, history, signal } = task;
  const evidence = makeEvidence({ language, codes: firm.codes });
  for (const turn of history) evidence.addQuestion(turn.question);
  evidence.addQuestion(question);
  evidence.addPassages(passages);
  const sources = makeSources(parts.retriever, signal);
  sources.addPassages(passages);
  const toolbox = parts.toolboxFor(language);
  const request: EngineRequest = { question, language, history, passages, toolbox, call, revise: null };
  const hear = { progress, evidence, sources };
  const gate = makeGate<Mark>({
    language,
    evidence,
    codes: firm.codes,
    rewrite: parts.engine.name === 'EXTRACTIVE' ? null : rewriteBy(parts.engine, request, hear),
    rewriteDeadline: () => AbortSignal.any([signal, AbortSignal.timeout(rewriteTimeoutMs)]),
  });
  const prose = makeProse(makeMarkers(sources.get), progress);
  const failure = await relayed({ events: parts.engine.answer(request), gate, prose, hear, task, parts });
  const how = failure === null && !signal.aborted ? 'COMPLETE' : 'BROKEN_OFF';
  for await (const event of gate.end(how)) await prose.take(event);
  await prose.end();
  return { failure: signal.aborted ? null : failure, spoke: prose.spoke() };
}

type Hearing = { progress: Progress; evidence: Evidence; sources: Sources };

/** What an engine says beside its text counts in the first writing and in a rewriting alike. */
async function heard(event: EngineEvent, { progress, evidence, sources }: Hearing): Promise<void> {
  if (event.kind === 'USAGE') progress.spend(event.usage);
  if (event.kind !== 'TOOL') return;
  const { outcome } = event;
  evidence.addSources(outcome.sources);
  await progress.say({ kind: 'TOOL', tool: outcome.use });
  await sources.addFound(outcome.sources);
}

async function relayed(relay: {
  events: AsyncIterable<EngineEvent>;
  gate: Gate<Mark>;
  prose: Prose;
  hear: Hearing;
  task: GenerationTask;
  parts: GenerationParts;
}): Promise<Failure | null> {
  const { gate, prose, hear, task, parts } = relay;
  const pieces = makePieces();
  try {
    for await (const event of untilAborted(relay.events, task.signal)) {
      if (event.kind === 'END') return event.failure;
      if (event.kind === 'TEXT') {
        for await (const checked of gate.push(pieces.push(event.text))) await prose.take(checked);
      } else if (event.kind === 'CITATION') gate.mark({ sourceRef: event.sourceRef, quote: event.quote });
      else await heard(event, hear);
    }
    if (task.signal.aborted) return null;
    throw new Error('The engine ended without saying so');
  } catch (error) {
    if (task.signal.aborted) return null;
    parts.logger.error({ err: error, requestId: task.requestId }, 'the engine broke');
    const code = error instanceof AppError ? error.code : 'INTERNAL_SERVER_ERROR';
    return { code, message: phrase('failed', task.language), retryable: true };
  }
}

function rewriteBy(engine: Engine, request: EngineRequest, hear: Hearing): Rewrite {
  return async (sentence, unsupported, { signal }) => {
    const revised = { ...request, call: { ...request.call, signal }, revise: { sentence, unsupported } };
    let text = '';
    for await (const event of untilAborted(engine.answer(revised), signal)) {
      if (event.kind === 'TEXT') text += event.text;
      else if (event.kind === 'END') return event.failure === null && text.trim() !== '' ? text : null;
      else await heard(event, hear);
    }
    return null;
  };
}
