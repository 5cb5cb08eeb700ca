import type { Schemas } from '@qdrant/js-client-rest';
import { answerQuery, fits, NotInDouble, type Point } from './qdrant-double-search.ts';

// What a Qdrant keeps, and what it does at each address that our index calls.

export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type Body = Record<string, unknown>;

export type DoubleCollection = {
  config: Schemas['CreateCollection'];
  /** Payload fields with an index. */
  fields: Set<string>;
  points: Map<string, Point>;
};

export type DoubleStore = {
  collections: Map<string, DoubleCollection>;
  aliases: Map<string, string>;
  /** @throws Refusal with a status, NotInDouble for whatever our index never asks */
  answer(method: string, path: string, body: Body): unknown;
};

export function makeDoubleStore(): DoubleStore {
  const collections = new Map<string, DoubleCollection>();
  const aliases = new Map<string, string>();

  const collection = (name: string): DoubleCollection => {
    const found = collections.get(aliases.get(name) ?? name);
    if (!found) throw new Refusal(404, `Not found: DoubleCollection \`${name}\` doesn't exist!`);
    return found;
  };
  const denseSize = ({ config }: DoubleCollection, name: string): number => {
    const vectors = config.vectors as Record<string, Schemas['VectorParams'] | undefined>;
    const size = vectors[name]?.size;
    if (size === undefined) throw new Refusal(400, `Not existing vector name error: ${name}`);
    return size;
  };
  const checkDense = (held: DoubleCollection) => (name: string, vector: readonly number[]) => {
    const size = denseSize(held, name);
    if (vector.length !== size) {
      throw new Refusal(400, `Vector dimension error: expected dim: ${size}, got ${vector.length}`);
    }
  };
  const pointFrom = (held: DoubleCollection, { id, vector, payload }: Schemas['PointStruct']): Point => {
    const vectors = new Map(Object.entries(vector as Record<string, number[] | Schemas['SparseVector']>));
    for (const [name, value] of vectors) if (Array.isArray(value)) checkDense(held)(name, value);
    return { id: String(id), payload: { ...payload }, vectors };
  };
  const selected = (
    point: Point,
    { with_payload, with_vector }: Pick<Schemas['ScrollRequest'], 'with_payload'> & { with_vector?: unknown },
  ) => ({
    id: point.id,
    payload:
      with_payload === false
        ? null
        : Object.fromEntries(
            Object.entries(point.payload).filter(
              ([key]) => !Array.isArray(with_payload) || with_payload.includes(key),
            ),
          ),
    vector: Array.isArray(with_vector)
      ? Object.fromEntries([...point.vectors].filter(([name]) => with_vector.includes(name)))
      : undefined,
  });
  const checkIndexed = (held: DoubleCollection, filter: unknown) => {
    for (const [, key = ''] of JSON.stringify(filter ?? {}).matchAll(/"key":"(\w+)"/g)) {
      // documentHash only ever narrows what documentKey has found.
      if (!held.fields.has(key) && key !== 'documentHash')
        throw new NotInDouble(`a filter on ${key}, which has no index`);
    }
  };

  const routes: Record<string, (name: string, body: Body) => unknown> = {
    'GET /aliases': (): Schemas['CollectionsAliasesResponse'] => ({
      aliases: [...aliases].map(([alias_name, collection_name]) => ({ alias_name, collection_name })),
    }),
    'POST /collections/aliases': (_, { actions }) => {
      for (const action of actions as Schemas['AliasOperations'][]) {
        if ('delete_alias' in action) aliases.delete(action.delete_alias.alias_name);
        else if ('create_alias' in action) {
          collection(action.create_alias.collection_name);
          aliases.set(action.create_alias.alias_name, action.create_alias.collection_name);
        } else throw new NotInDouble('renaming an alias');
      }
      return true;
    },
    'GET /collections/*/exists': (name): Schemas['CollectionExistence'] => ({
      exists: collections.has(name),
    }),
    'GET /collections/*': (name): Pick<Schemas['CollectionInfo'], 'config'> => {
      const { config } = collection(name);
      const params = { vectors: config.vectors, sparse_vectors: config.sparse_vectors };
      return { config: { params, metadata: config.metadata } as Schemas['CollectionConfig'] };
    },
    'PUT /collections/*': (name, body) => {
      if (collections.has(name)) throw new Refusal(409, `Collection \`${name}\` already exists!`);
      collections.set(name, { config: body, fields: new Set(), points: new Map() });
      return true;
    },
    'DELETE /collections/*': (name) => {
      for (const [alias, target] of aliases) if (target === name) aliases.delete(alias);
      return collections.delete(name);
    },
    'PUT /collections/*/index': (name, { field_name }) => {
      collection(name).fields.add(String(field_name));
      return { status: 'completed' } satisfies Schemas['UpdateResult'];
    },
    'PUT /collections/*/points': (name, { points }) => {
      const held = collection(name);
      const made = (points as Schemas['PointStruct'][]).map((point) => pointFrom(held, point));
      for (const point of made) held.points.set(point.id, point);
      return { status: 'completed' } satisfies Schemas['UpdateResult'];
    },
    'POST /collections/*/points/delete': (name, { filter }) => {
      const held = collection(name);
      checkIndexed(held, filter);
      for (const point of held.points.values()) {
        if (fits(point, filter as Schemas['Filter'])) held.points.delete(point.id);
      }
      return { status: 'completed' } satisfies Schemas['UpdateResult'];
    },
    'POST /collections/*/points/scroll': (name, body): Schemas['ScrollResult'] => {
      const held = collection(name);
      const { filter, offset, limit } = body as Schemas['ScrollRequest'];
      checkIndexed(held, filter);
      const wanted = [...held.points.values()].filter((point) => fits(point, filter));
      wanted.sort((one, other) => (one.id < other.id ? -1 : 1));
      const rest = wanted.filter(({ id }) => typeof offset !== 'string' || id >= offset);
      const page = rest.slice(0, limit ?? 10).map((point) => selected(point, body));
      return { points: page, next_page_offset: rest[limit ?? 10]?.id ?? null };
    },
    'POST /collections/*/points/query/batch': (name, body): Schemas['QueryResponse'][] => {
      const held = collection(name);
      return (body.searches as Schemas['QueryRequest'][]).map((request) => {
        checkIndexed(held, request);
        const found = answerQuery([...held.points.values()], request, checkDense(held));
        return {
          points: found.map(({ point, score }) => ({ ...selected(point, request), version: 0, score })),
        };
      });
    },
  };

  const answer = (method: string, path: string, body: Body): unknown => {
    const plain = `${method} ${path}`;
    const [, name = '', rest = ''] = /^\/collections\/([^/]+)(.*)$/.exec(path) ?? [];
    const route = routes[plain] ?? routes[`${method} /collections/*${rest}`];
    if (!route) throw new NotInDouble(plain);
    return route(decodeURIComponent(name), body);
  };

  return { collections, aliases, answer };
}
