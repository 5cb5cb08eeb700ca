import type { SourceRef } from '../../answer/answer.ts';
import type { Source } from '../../tools/tool.ts';
import type { EngineEvent } from '../engine.ts';

/** One sentence or list item of an answer and the place of a source that it rests on. */
export type Statement = {
  /** SENTENCE goes on in the same paragraph. */
  place: 'SENTENCE' | 'PARAGRAPH' | 'ITEM';
  text: string;
  cites: { sourceRef: SourceRef; quote: string } | null;
};

/**
 * The place of a source that says something.
 * @param holds what the fact must contain, such as an amount; the first fact stands for a source without one
 */
export function citing({ ref, facts, label }: Source, holds: string): Statement['cites'] {
  return { sourceRef: ref, quote: facts.find((fact) => fact.includes(holds)) ?? facts[0] ?? label };
}

export function sentence(text: string, cites: Statement['cites'] = null): Statement {
  return { place: 'SENTENCE', text, cites };
}
export function paragraph(text: string, cites: Statement['cites'] = null): Statement {
  return { place: 'PARAGRAPH', text, cites };
}
export function item(text: string, cites: Statement['cites'] = null): Statement {
  return { place: 'ITEM', text, cites };
}

/** Turns statements into text with the white space of Markdown between them, and citations behind each. */
export function makeSpeaker(): (statement: Statement) => EngineEvent[] {
  let last: Statement['place'] | null = null;
  return ({ place, text, cites }) => {
    const breaks = place === 'PARAGRAPH' || (place === 'ITEM') !== (last === 'ITEM');
    const gap = last === null ? '' : breaks ? '\n\n' : place === 'ITEM' ? '\n' : ' ';
    last = place;
    const said: EngineEvent = { kind: 'TEXT', text: `${gap}${place === 'ITEM' ? '- ' : ''}${text}` };
    return cites === null ? [said] : [said, { kind: 'CITATION', ...cites }];
  };
}
