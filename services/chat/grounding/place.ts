import { lineKind } from './sentences.ts';

type Kind = ReturnType<typeof lineKind>;

/** Where in the Markdown of the final text the gate stands: what introduces a sentence, where a notice may go. */
export type Place = {
  /** What has to be said before a sentence begins: the notice of the block that is over, or nothing. */
  begin(sentence: string, notice: string): string;
  said(text: string): void;
  /** A sentence without the white space, or a row's closing bar, behind which nothing can be put. */
  parts(sentence: string): { body: string; trail: string };
  context(): { before: string; listed: boolean };
  /** A rewritten text in the form that the block needs; "" when it can't be brought into it. */
  fitted(rewritten: string, sentence: string): string;
  /** What to say at once of a figure left out; in lists, tables, headings and code it waits for the block's end. */
  noticed(notice: string): string;
  finish(text: string, trail: string): void;
  /** What is still to be said at the end. */
  close(notice: string): string;
};

const isProse = (kind: Kind) => kind === 'PROSE' || kind === 'QUOTE';

export function makePlace(): Place {
  let tail = '\n\n';
  let kind: Kind = 'PROSE';
  /** The kind of block that owes a notice. */
  let owing: Kind | null = null;
  let saidInParagraph = false;
  let heading = '';
  let lead = '';
  let previous = '';

  const ahead = () => (tail.endsWith('\n\n') ? '' : tail.endsWith('\n') ? '\n' : '\n\n');

  return {
    begin(sentence, notice) {
      if (sentence.trim() === '' || !tail.endsWith('\n')) return '';
      kind = lineKind(sentence);
      if (owing === null || kind === owing) return '';
      owing = null;
      return `${ahead()}${notice}\n\n`;
    },
    said(text) {
      tail = (tail + text).slice(-2);
    },
    parts(sentence) {
      if (kind === 'FENCE') return { body: sentence, trail: '' };
      const trail = (kind === 'ROW' ? /\s*\|?\s*$/ : /\s*$/).exec(sentence)?.[0] ?? '';
      return { body: sentence.slice(0, sentence.length - trail.length), trail };
    },
    context() {
      const listed = kind === 'ITEM' || kind === 'ROW';
      return { before: `${heading} ${listed ? lead : previous}`.trim(), listed };
    },
    fitted(rewritten, sentence) {
      const bars = (text: string) => text.split('|').length;
      if (rewritten.length > sentence.length * 4 + 200) return '';
      if (kind === 'FENCE') return rewritten.startsWith('```') ? rewritten : '';
      const line = rewritten.replace(/\s+/g, ' ').replace(/```/g, '');
      if (kind !== 'ROW') return line;
      const row = line.replace(/\s*\|?\s*$/, '');
      return bars(row) === bars(sentence) ? row : '';
    },
    noticed(notice) {
      if (!isProse(kind)) {
        owing = kind;
        return '';
      }
      if (saidInParagraph) return '';
      saidInParagraph = true;
      return ` ${notice}`;
    },
    finish(text, trail) {
      const isOver = /\n[^\S\n]*\n/.test(trail);
      if (isOver) saidInParagraph = false;
      if (kind === 'HEADING') {
        heading = text;
        lead = '';
      } else if (isProse(kind)) lead = text.trim() === '' ? lead : text;
      // A table's first row is its head: it says what the columns hold
      else if (kind === 'ROW' && !lead.includes('|')) lead = `${lead} ${text}`;
      previous = isOver ? '' : text;
    },
    close(notice) {
      const owed = owing === null ? '' : `${ahead()}${notice}`;
      owing = null;
      return owed;
    },
  };
}
