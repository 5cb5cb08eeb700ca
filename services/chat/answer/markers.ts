import type { Citation, SourceRef } from './answer.ts';
import type { KnownSource } from './sources.ts';

/** A place of a source that a sentence rests on. */
export type Mark = { sourceRef: SourceRef; quote: string | null };

export type Markers = {
  /**
   * The marker of a source: the next number at its first use, the same one from then on.
   * @returns null for a source that this answer does not have; `isNew` tells the first use
   */
  cite(mark: Mark): { citation: Citation; isNew: boolean } | null;
  /** The marker of a source that was cited; null for others. */
  markerOf(sourceRef: SourceRef | null): number | null;
};

const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** The words as the source has them: what an engine quotes is shown only when it stands there. */
function quoteOf(given: string | null, { quotes }: KnownSource): string {
  const wanted = plain(given ?? '');
  const stands = wanted !== '' && plain(quotes.join(' ')).includes(wanted);
  return stands && given !== null ? given.trim() : (quotes[0] ?? '');
}

/** Numbers the sources of one answer in the order of first use. */
export function makeMarkers(sourceOf: (ref: SourceRef) => KnownSource | null): Markers {
  const citations = new Map<SourceRef, Citation>();
  return {
    cite({ sourceRef, quote }) {
      const before = citations.get(sourceRef);
      if (before) return { citation: before, isNew: false };
      const source = sourceOf(sourceRef);
      if (source === null) return null;
      const citation = {
        marker: citations.size + 1,
        quote: quoteOf(quote, source),
        label: source.label,
        sourceRef,
        passage: source.passage,
      };
      citations.set(sourceRef, citation);
      return { citation, isNew: true };
    },
    markerOf: (sourceRef) => (sourceRef === null ? null : (citations.get(sourceRef)?.marker ?? null)),
  };
}

/** How markers stand behind a sentence: " [1][3]", in ascending order. */
export function markerText(markers: readonly number[]): string {
  const sorted = [...new Set(markers)].sort((one, other) => one - other);
  return sorted.length === 0 ? '' : ` ${sorted.map((marker) => `[${marker}]`).join('')}`;
}
