import type { GraphQLError } from 'graphql';

type Key = string | number;
type Node = { errors: GraphQLError[]; below: Map<Key, Node> };

/** Errors by the response path at which they stand. */
export type ErrorTree = {
  isEmpty: boolean;
  /** The first error at the path or below it, where a null that it caused has risen from; it counts as used. */
  take(path: readonly Key[]): GraphQLError | undefined;
  /** The same among those that have explained nothing so far. */
  takeUnused(path: readonly Key[]): GraphQLError | undefined;
  /**
   * Errors that explain nothing that was asked for, in their first order. One whose cause has explained another
   * field already is left out: it stood at a field that the client skipped.
   */
  unused(): GraphQLError[];
};

export function errorTree(errors: readonly GraphQLError[]): ErrorTree {
  const root = emptyNode();
  const used = new Set<GraphQLError>();
  for (const error of errors) {
    let node = root;
    for (const key of error.path ?? []) {
      const next = node.below.get(key) ?? emptyNode();
      node.below.set(key, next);
      node = next;
    }
    node.errors.push(error);
  }

  function foundAt(path: readonly Key[]): GraphQLError[] {
    let node: Node | undefined = root;
    for (const key of path) node = node?.below.get(key);
    return node ? errorsFrom(node) : [];
  }

  function use(found: readonly GraphQLError[]): GraphQLError | undefined {
    for (const error of found) used.add(error);
    return found[0];
  }

  return {
    isEmpty: errors.length === 0,
    take: (path) => use(foundAt(path)),
    takeUnused: (path) => use(foundAt(path).filter((error) => !used.has(error))),
    unused() {
      const told = new Set([...used].map(rootCause));
      return errors.filter((error) => !used.has(error) && !told.has(rootCause(error)));
    },
  };
}

function emptyNode(): Node {
  return { errors: [], below: new Map() };
}

function errorsFrom(node: Node): GraphQLError[] {
  return [...node.errors, ...[...node.below.values()].flatMap(errorsFrom)];
}

function rootCause(error: Error): Error {
  const { originalError } = error as Partial<GraphQLError>;
  return originalError ? rootCause(originalError) : error;
}
