import { Language } from '../../shared/language.ts';
import type { RankedPassage } from '../retrieval/passage.ts';
import { aCall } from '../tools/testing.ts';
import type { Source, Toolbox, ToolOutcome } from '../tools/tool.ts';
import { tools } from '../tools/toolbox.ts';
import { type AnthropicEngineParts, makeAnthropicEngine } from './anthropic.ts';
import { connectAnthropic } from './anthropic-client.ts';
import type { EngineEvent, EngineRequest } from './engine.ts';
import type { MessagesDouble } from './messages-double.ts';

export const c1Source: Source = {
  ref: 'service:C1',
  label: 'C1 Tourism visa',
  facts: ['Price: 2.300.000 IDR', 'Stay of 60 days before any extension'],
};

export function aRankedPassage(changed: Partial<RankedPassage> = {}): RankedPassage {
  return {
    id: 'p1',
    documentId: 'd1',
    title: 'C1 visa: who it is for',
    text: 'The C1 visa is for tourism. It can be extended twice.',
    topic: 'VISA',
    language: Language.EN,
    sourceUrl: null,
    effectiveFrom: null,
    services: ['C1'],
    kbli: [],
    score: 1,
    ...changed,
  };
}

/** A toolbox that notes its calls; every tool finds the C1 visa. */
export function notingToolbox(): Toolbox & { calls: { name: string; input: unknown }[] } {
  const calls: { name: string; input: unknown }[] = [];
  return {
    tools,
    calls,
    async use(name, input): Promise<ToolOutcome> {
      calls.push({ name, input });
      const use = { name, input: { ...(input as object) }, ok: true, durationMs: 1 };
      return { use, sources: [c1Source], json: '{"service":{"code":"C1"}}', problem: null };
    },
  };
}

export function aRequest(changed: Partial<EngineRequest> = {}): EngineRequest {
  return {
    question: 'How much is the C1 visa?',
    language: Language.EN,
    history: [],
    passages: [aRankedPassage()],
    toolbox: notingToolbox(),
    call: aCall(),
    revise: null,
    ...changed,
  };
}

/** The real SDK against the double; pauses between attempts are noted and take no time. */
export function engineOver(double: MessagesDouble, changed: Partial<AnthropicEngineParts> = {}) {
  const pauses: number[] = [];
  const failures: string[] = [];
  const engine = makeAnthropicEngine({
    client: connectAnthropic({ apiKey: 'test-key', baseUrl: double.url }),
    model: 'claude-test',
    pause: async (ms) => void pauses.push(ms),
    onFailure: ({ code }) => failures.push(code),
    ...changed,
  });
  return { engine, pauses, failures };
}

export type Heard = { events: EngineEvent[]; text: string; failure: string | null };

/** Everything an engine says. @param onEvent may stop the answer at a point of it */
export async function heard(
  events: AsyncIterable<EngineEvent>,
  onEvent: (event: EngineEvent) => void = () => {},
): Promise<Heard> {
  const all: EngineEvent[] = [];
  for await (const event of events) {
    all.push(event);
    onEvent(event);
  }
  const text = all.map((event) => (event.kind === 'TEXT' ? event.text : '')).join('');
  const last = all.at(-1);
  if (last?.kind !== 'END') throw new Error('The engine did not end with END');
  return { events: all, text, failure: last.failure?.code ?? null };
}
