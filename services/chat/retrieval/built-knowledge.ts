import { makeNumberLists, type NumberLists } from '../../shared/text/number-lists.ts';
import { termCounts } from './analysis.ts';
import { type Concept, readGlossary } from './glossary.ts';
import type { KnowledgeDocument } from './knowledge.ts';
import type { Passage } from './passage.ts';
import { documentVector, type SparseVector } from './sparse.ts';
import { type SpellingLists, spellingListsOf } from './spelling.ts';

/** The vectors of passages in their order, one after another: read from a file a hundred times as fast as many lists. */
type PackedVectors = { indices: NumberLists; values: Float32Array };

/** The committed articles with what is computed from them alone: plain data, which can be kept in a file. */
export type BuiltKnowledge = {
  documents: readonly KnowledgeDocument[];
  vectors: PackedVectors;
  spelling: SpellingLists;
  /** The glossary's */
  concepts: readonly Concept[];
};

const passagesOf = (documents: readonly KnowledgeDocument[]): Passage[] =>
  documents.flatMap(({ passages }) => passages);

function packed(vectors: readonly SparseVector[]): PackedVectors {
  const lists = makeNumberLists();
  for (const { indices } of vectors) {
    for (const index of indices) lists.add(index);
    lists.endList();
  }
  return { indices: lists.made(), values: Float32Array.from(vectors.flatMap(({ values }) => values)) };
}

/** @throws KnowledgeError when an article is wrong */
export async function builtKnowledge(): Promise<BuiltKnowledge> {
  // Loaded only where nothing was built: reading articles takes a parser of their front matter.
  const { readKnowledge } = await import('./knowledge.ts');
  const [documents, glossary] = await Promise.all([readKnowledge(), readGlossary()]);
  const passages = passagesOf(documents);
  return {
    documents,
    vectors: packed(passages.map((passage) => documentVector(termCounts(passage), passage.id))),
    spelling: spellingListsOf(passages, glossary),
    concepts: glossary.concepts,
  };
}

/** By passage id. */
export function vectorsOf({ documents, vectors }: BuiltKnowledge): Map<string, SparseVector> {
  const { indices, values } = vectors;
  return new Map(
    passagesOf(documents).map(({ id }, at): [string, SparseVector] => {
      const [start, end] = [indices.starts[at], indices.starts[at + 1]];
      return [
        id,
        {
          indices: Array.from(indices.values.subarray(start, end)),
          values: Array.from(values.subarray(start, end)),
        },
      ];
    }),
  );
}
