import { sentencesOf } from '../grounding/sentences.ts';
import type { Passage, RankedPassage, Retriever } from '../retrieval/passage.ts';
import type { Source } from '../tools/tool.ts';
import type { SourceRef } from './answer.ts';

/** What one source of an answer is called and says, sentence by sentence or fact by fact. */
export type KnownSource = { label: string; quotes: readonly string[]; passage: Passage | null };

/** Everything that an answer may cite: its passages and what its tools found. */
export type Sources = {
  addPassages(passages: readonly Passage[]): void;
  /** Passages that a tool found are looked up, so that a citation holds the whole passage. */
  addFound(found: readonly Source[]): Promise<void>;
  get(ref: SourceRef): KnownSource | null;
};

/** How many places of a search for its own title a passage is looked for in. */
const lookDepth = 10;

export function makeSources(retriever: Pick<Retriever, 'search'>, signal: AbortSignal): Sources {
  const known = new Map<SourceRef, KnownSource>();

  const addPassages = (passages: readonly Passage[]) => {
    for (const passage of passages) {
      const quotes = sentencesOf(passage.text).map((sentence) => sentence.trim());
      known.set(`passage:${passage.id}`, { label: passage.title, quotes, passage });
    }
  };

  async function passageOf({ ref, label }: Source): Promise<RankedPassage | null> {
    const found = await retriever.search({ text: label, topK: lookDepth, signal }).catch(() => []);
    return found.find(({ id }) => ref === `passage:${id}`) ?? null;
  }

  return {
    addPassages,
    async addFound(found) {
      for (const source of found) {
        if (known.has(source.ref)) continue;
        const passage = source.ref.startsWith('passage:') ? await passageOf(source) : null;
        known.set(source.ref, { label: source.label, quotes: source.facts, passage });
      }
    },
    get: (ref) => known.get(ref) ?? null,
  };
}
