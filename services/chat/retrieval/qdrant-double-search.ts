import type { Schemas } from '@qdrant/js-client-rest';

// How Qdrant answers a query, written from its source and apart from our own index, which is compared with it.

export type Point = {
  id: string;
  payload: Record<string, unknown>;
  vectors: ReadonlyMap<string, number[] | Schemas['SparseVector']>;
};

/** What a double does not know how to do; a test that meets it must be told. */
export class NotInDouble extends Error {}

type Condition = Schemas['Condition'];

const listOf = <Item>(value: Item | Item[] | Record<string, unknown> | null | undefined): Item[] =>
  value === null || value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as Item[]);

function meets({ payload }: Point, { key, match }: Schemas['FieldCondition']): boolean {
  const held = listOf(payload[key]);
  if (match && 'value' in match) return held.includes(match.value);
  if (match && 'any' in match) return (match.any as unknown[]).some((value) => held.includes(value));
  throw new NotInDouble(`a condition on ${key}`);
}

export function fits(
  point: Point,
  filter: Schemas['Filter'] | Record<string, unknown> | null | undefined,
): boolean {
  if (!filter) return true;
  const { must, should, must_not } = filter as Schemas['Filter'];
  const holds = (condition: Condition): boolean =>
    'key' in condition
      ? meets(point, condition as Schemas['FieldCondition'])
      : fits(point, condition as Schemas['Filter']);
  const some = listOf<Condition>(should);
  return (
    listOf<Condition>(must).every(holds) &&
    (some.length === 0 || some.some(holds)) &&
    !listOf<Condition>(must_not).some(holds)
  );
}

const isSparse = (vector: unknown): vector is Schemas['SparseVector'] =>
  typeof vector === 'object' && vector !== null && 'indices' in vector;

export type Scored = { point: Point; score: number };

/** Best first; ties the other way round than they came, since Qdrant promises no order among them. */
const sorted = (scored: Scored[]): Scored[] => scored.reverse().sort((one, other) => other.score - one.score);

const read = new WeakMap<Schemas['SparseVector'], Map<number, number>>();
function weightsOf(vector: Schemas['SparseVector']): Map<number, number> {
  const weights =
    read.get(vector) ?? new Map(vector.indices.map((term, at) => [term, vector.values[at] ?? 0]));
  read.set(vector, weights);
  return weights;
}

/** Inverted search with `modifier: idf`: 32-bit floats, terms ascending, only points that share one. */
function sparseSearch(
  points: readonly Point[],
  wanted: readonly Point[],
  query: Schemas['SparseVector'],
  using: string,
) {
  const vectorOf = (point: Point) => {
    const vector = point.vectors.get(using);
    return isSparse(vector) ? weightsOf(vector) : null;
  };
  const stored = points.flatMap((point) => vectorOf(point) ?? []);
  const terms = query.indices.map((term, at) => ({ term, weight: query.values[at] ?? 0 }));
  terms.sort((one, other) => one.term - other.term);
  const weighed = terms.map(({ term, weight }) => {
    const n = stored.length;
    const df = stored.filter((vector) => vector.has(term)).length;
    return { term, weight: Math.fround(weight * Math.fround(Math.log((n - df + 0.5) / (df + 0.5) + 1))) };
  });
  const scored = wanted.flatMap((point): Scored[] => {
    const vector = vectorOf(point);
    const shared = weighed.filter(({ term }) => vector?.has(term));
    if (!vector || shared.length === 0) return [];
    const score = shared.reduce(
      (sum, { term, weight }) => Math.fround(sum + Math.fround(weight * (vector.get(term) ?? 0))),
      0,
    );
    return [{ point, score }];
  });
  return sorted(scored);
}

function denseSearch(wanted: readonly Point[], query: readonly number[], using: string): Scored[] {
  const norm = (vector: readonly number[]) =>
    Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  const scored = wanted.flatMap((point): Scored[] => {
    const vector = point.vectors.get(using);
    if (!Array.isArray(vector)) return [];
    const dot = vector.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0);
    return [{ point, score: Math.fround(dot / (norm(vector) * norm(query))) }];
  });
  return sorted(scored);
}

type Request = Pick<Schemas['QueryRequest'], 'prefetch' | 'query' | 'using' | 'filter' | 'limit'>;

/** reciprocal_rank_fusion.rs: places count from 0, and k is 2 unless named. */
function fusedSearch(lists: readonly Scored[][], k: number): Scored[] {
  const scores = new Map<Point, number>();
  for (const list of lists) {
    list.forEach(({ point }, place) => {
      scores.set(point, Math.fround((scores.get(point) ?? 0) + Math.fround(1 / (place + k))));
    });
  }
  return sorted([...scores].map(([point, score]) => ({ point, score })));
}

/** @param check refuses a dense query of another length than the collection's */
export function answerQuery(
  points: readonly Point[],
  request: Request,
  check: (using: string, vector: readonly number[]) => void,
): Scored[] {
  const { query, using, filter, limit } = request;
  const most = limit ?? 10;
  const wanted = points.filter((point) => fits(point, filter));
  if (isSparse(query)) return sparseSearch(points, wanted, query, using ?? '').slice(0, most);
  if (Array.isArray(query)) {
    const vector = query as number[];
    check(using ?? '', vector);
    return denseSearch(wanted, vector, using ?? '').slice(0, most);
  }
  if (query && typeof query === 'object' && 'rrf' in query) {
    const lists = listOf<Request>(request.prefetch).map((each) => answerQuery(wanted, each, check));
    return fusedSearch(lists, (query.rrf as Schemas['Rrf']).k ?? 2).slice(0, most);
  }
  throw new NotInDouble('this kind of query');
}
