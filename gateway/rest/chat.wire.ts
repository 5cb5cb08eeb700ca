import type { WireAnswerEventsSubscription } from '../../schema/generated/operations.ts';

export type WireEvent = WireAnswerEventsSubscription['answerEvents'];
export type WireCompleted = Extract<WireEvent, { __typename: 'AnswerCompleted' }>;
type WirePassages = Extract<WireEvent, { __typename: 'PassagesRetrieved' }>['passages'];

const mostSources = 3;
const longestSnippet = 240;
const noText = 'There is no answer to this. Please contact Bali Zero.';

/** What of an answer's events the old shapes need besides its end. */
export type WireSeen = {
  /** Passages that were found, by their reference. */
  scores: Map<string, number>;
  retrieved: boolean;
};

export const nothingSeen = (): WireSeen => ({ scores: new Map(), retrieved: false });

export function notePassages(seen: WireSeen, passages: WirePassages): void {
  seen.retrieved = true;
  for (const { id, score } of passages) seen.scores.set(`passage:${id}`, score ?? 0);
}

/** The first three sources that the answer cites, each once; null when it cites none. */
export function wireSources({ answer }: WireCompleted, { scores }: WireSeen): object[] | null {
  const refs = new Set(answer.citations.map((citation) => citation.sourceRef));
  const cited = [...refs].slice(0, mostSources).flatMap((ref) => {
    const first = answer.citations.find((citation) => citation.sourceRef === ref);
    return first ? [first] : [];
  });
  if (cited.length === 0) return null;
  return cited.map(({ label, quote, sourceRef }) => {
    const isPassage = sourceRef.startsWith('passage:');
    return {
      source: label,
      snippet: quote.slice(0, longestSnippet),
      // A fact that was looked up is what was asked for.
      similarity: Math.round((isPassage ? (scores.get(sourceRef) ?? 0) : 1) * 10_000) / 10_000,
      tier: isPassage ? 'T2' : 'high',
      dateLastCrawled: null,
    };
  });
}

/** A whole answer in the shape that old clients know. */
export function wireAnswer(event: WireCompleted, seen: WireSeen): object {
  const { text, engine, model, usage, toolsUsed } = event.answer;
  const tools = [...new Set(toolsUsed.map(({ name }) => name))];
  return {
    success: true,
    response: text.trim() === '' ? noText : text,
    model_used: model ?? engine.toLowerCase(),
    ai_used: engine.toLowerCase(),
    sources: wireSources(event, seen),
    usage: { input_tokens: usage?.inputTokens ?? 0, output_tokens: usage?.outputTokens ?? 0 },
    used_rag: seen.retrieved,
    tools_used: tools.length > 0 ? tools : null,
  };
}
