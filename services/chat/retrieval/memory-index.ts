import { contentsOf } from './contents.ts';
import { byScore, fused } from './fusion.ts';
import {
  type Contents,
  type Hit,
  type IndexedPassage,
  type IndexQuery,
  listDepth,
  type Origin,
  type PassageFilter,
  type PassageIndex,
} from './passage-index.ts';
import { inverseFrequency, type SparseVector } from './sparse.ts';

type Kept = { hash: string; passages: readonly IndexedPassage[] };
type Posting = { at: number[]; weights: number[] };

/** Everything a search reads, made anew after a write. */
type Snapshot = {
  passages: IndexedPassage[];
  units: (Float32Array | null)[];
  postings: Map<number, Posting>;
  contents: Contents;
};

function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (value) => value / length);
}

function snapshotOf(documents: Iterable<Kept>): Snapshot {
  const passages = [...documents].flatMap((document) => document.passages);
  passages.sort((one, other) => (one.passage.id < other.passage.id ? -1 : 1));
  const postings = new Map<number, Posting>();
  passages.forEach(({ sparse }, at) => {
    sparse.indices.forEach((term, place) => {
      const posting = postings.get(term) ?? { at: [], weights: [] };
      posting.at.push(at);
      posting.weights.push(sparse.values[place] ?? 0);
      postings.set(term, posting);
    });
  });
  const contents = contentsOf(passages.map(({ passage, sparse }) => ({ ...passage, terms: sparse.indices })));
  return { passages, units: passages.map(({ dense }) => dense && unit(dense)), postings, contents };
}

function fits({ passage }: IndexedPassage, filter: PassageFilter): boolean {
  const { language, topic, services, kbli } = filter;
  if (language !== undefined && passage.language !== language) return false;
  if (topic !== undefined && passage.topic !== topic) return false;
  if (services && !services.some((code) => passage.services.includes(code))) return false;
  if (!kbli) return true;
  return kbli.some(({ edition, code }) =>
    passage.kbli.some((each) => each.edition === edition && each.code === code),
  );
}

/** Dot products in 32-bit floats, term by term in ascending order, as Qdrant adds them up. */
function lexicalScores({ passages, postings }: Snapshot, { indices, values }: SparseVector): Float32Array {
  const scores = new Float32Array(passages.length);
  indices.forEach((term, place) => {
    const posting = postings.get(term);
    if (!posting) return;
    const rarity = inverseFrequency(passages.length, posting.at.length);
    const weight = Math.fround((values[place] ?? 0) * rarity);
    posting.at.forEach((at, entry) => {
      scores[at] = (scores[at] ?? 0) + Math.fround(weight * (posting.weights[entry] ?? 0));
    });
  });
  return scores;
}

function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return Math.fround(sum);
}

/** Keeps passages in this process: exact, and fast enough for some ten thousand of them. */
export function makeMemoryIndex(dimension: number | null = null): PassageIndex {
  const origins: Record<Origin, Map<string, Kept>> = { article: new Map(), upload: new Map() };
  // Made when it is first read after a write: documents come in batches.
  let made: Snapshot | null = null;
  const current = (): Snapshot => {
    made ??= snapshotOf([...origins.article.values(), ...origins.upload.values()]);
    return made;
  };

  const best = (scores: Iterable<[number, number]>): Map<string, number> => {
    const named = [...scores].map(([at, score]): [string, number] => [
      current().passages[at]?.passage.id ?? '',
      score,
    ]);
    return new Map(named.sort(byScore).slice(0, listDepth));
  };

  const search = ({ sparse, dense, filter, limit }: IndexQuery): Hit[] => {
    const snapshot = current();
    const { passages, units } = snapshot;
    const byId = new Map<string, IndexedPassage>();
    const wanted: number[] = [];
    passages.forEach((each, at) => {
      if (!fits(each, filter)) return;
      wanted.push(at);
      byId.set(each.passage.id, each);
    });
    const scores = lexicalScores(snapshot, sparse);
    const byWords = best(
      wanted.flatMap((at): [number, number][] => ((scores[at] ?? 0) > 0 ? [[at, scores[at] ?? 0]] : [])),
    );
    const asked = dense && unit(dense);
    const byMeaning =
      asked &&
      best(
        wanted.flatMap((at): [number, number][] => {
          const own = units[at];
          return own ? [[at, cosine(asked, own)]] : [];
        }),
      );
    const ranked = byMeaning ? fused([[...byWords.keys()], [...byMeaning.keys()]]) : byWords;
    return [...ranked].slice(0, limit).flatMap(([id, score]): Hit[] => {
      const found = byId.get(id);
      if (!found) return [];
      const { passage, ordinal, sparse: own } = found;
      return [{ passage, ordinal, score, sparse: own, similarity: byMeaning?.get(id) ?? null }];
    });
  };

  return {
    dimension,
    async search(query) {
      query.signal.throwIfAborted();
      return search(query);
    },
    resident: () => current().passages,
    async lookUp(filter, limit) {
      const found = current()
        .passages.filter((each) => fits(each, filter))
        .slice(0, limit);
      return found.map(({ passage, ordinal }) => ({ passage, ordinal }));
    },
    contents: () => current().contents,
    async refresh() {},
    async stamps(origin) {
      return new Map([...origins[origin]].map(([key, { hash }]) => [key, hash]));
    },
    async write({ origin, documents, gone }) {
      for (const key of gone) origins[origin].delete(key);
      for (const { key, hash, passages } of documents) origins[origin].set(key, { hash, passages });
      made = null;
    },
    async close() {},
  };
}
