import type { GateEvent } from '../grounding/gate.ts';
import type { AnswerHappening, Claim } from './answer.ts';
import { type Mark, type Markers, markerText } from './markers.ts';

/** What an answer's making tells of itself, in order. */
export type Progress = {
  say(happening: AnswerHappening): Promise<void>;
  claim(claims: readonly Claim[]): void;
  spend(usage: { inputTokens: number; outputTokens: number; cacheReadTokens: number }): void;
};

export type Prose = {
  take(event: GateEvent<Mark>): Promise<void>;
  end(): Promise<void>;
  /** Whether anything but white space was said. */
  spoke(): boolean;
};

/** The end of a table row; a marker behind it would stand outside the table. */
const rowEnd = /[^\S\n]*\|[^\S\n]*$/;

/** Says checked text with the markers of its sources, each source's citation before its first marker. */
export function makeProse(markers: Markers, progress: Progress): Prose {
  let held = '';
  let said = '';

  const say = async (text: string) => {
    if (text === '') return;
    said = (said + text).slice(-80);
    spoken ||= text.trim() !== '';
    await progress.say({ kind: 'TEXT', text });
  };
  let spoken = false;

  async function cited(marks: readonly Mark[]): Promise<number[]> {
    const numbers: number[] = [];
    for (const mark of marks) {
      const found = markers.cite(mark);
      if (found?.isNew) await progress.say({ kind: 'CITATION', citation: found.citation });
      if (found) numbers.push(found.citation.marker);
    }
    return numbers;
  }

  return {
    async take(event) {
      if (event.kind === 'TEXT') {
        const text = held + event.text;
        held = rowEnd.exec(text)?.[0] ?? '';
        return say(text.slice(0, text.length - held.length));
      }
      const supports = event.claims.flatMap(({ sourceRef, quote }) =>
        sourceRef ? { sourceRef, quote } : [],
      );
      const numbers = await cited([...event.marks, ...supports]);
      const claims = event.claims.map(({ sourceRef, quote: _, ...claim }) => ({
        ...claim,
        citationMarker: markers.markerOf(sourceRef),
      }));
      if (claims.length > 0) progress.claim(claims);
      // A fence with a word behind it closes no block of code
      const text = said.endsWith('```') ? '' : markerText(numbers);
      const behind = held;
      held = '';
      await say(text + behind);
    },
    async end() {
      await say(held);
      held = '';
    },
    spoke: () => spoken,
  };
}
