import {
  type DocumentNode,
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isCompositeType,
} from 'graphql';
import type { CacheHint } from '../graph-hints.ts';
import type { HintedGraph } from './cost.ts';
import { fieldDefinition, fieldsOf, rootFields, type SelectedField, selectionOf } from './selection.ts';

/** Whether the answer to an operation may be kept: for how long, and for everybody or for its caller alone. */
export type CachePolicy = {
  /** 0: not at all. */
  maxAgeSeconds: number;
  scope: 'PUBLIC' | 'PRIVATE';
};

/**
 * The policy of a whole operation by the rules that Apollo Server (5) has for `@cacheControl`: as short as its shortest
 * part, and private when a part is. A field's own hint goes before its type's. Root fields and objects that have neither
 * count as 0 seconds, unless they inherit; leaves are as good as the object they stand in. Of interfaces and unions, what
 * stands behind them has a say too.
 * @param document one valid operation with its fragments
 */
export function cachePolicy({ schema, hints }: HintedGraph, document: DocumentNode): CachePolicy {
  const selection = selectionOf(schema, document);
  if (selection.operation.operation !== 'query') return { maxAgeSeconds: 0, scope: 'PRIVATE' };
  let maxAgeSeconds = Number.POSITIVE_INFINITY;
  let scope: CachePolicy['scope'] = 'PUBLIC';
  for (const field of rootFields(selection)) follow(field, 0);
  return { maxAgeSeconds: Number.isFinite(maxAgeSeconds) ? maxAgeSeconds : 0, scope };

  function follow(selected: SelectedField, level: number): void {
    const { node, parent } = selected;
    const field = fieldDefinition(selected);
    if (!field) {
      if (node.name.value !== '__typename') restrict({ maxAge: 0 });
      return;
    }
    const type = getNamedType(field.type);
    const hint = { ...hints.ofType(type.name).cache, ...hints.ofField(parent.name, node.name.value).cache };
    const isAlone = level === 0 || (isCompositeType(type) && !hint.inheritMaxAge);
    restrict(hint.maxAge === undefined && isAlone ? { ...hint, maxAge: 0 } : hint);
    for (const behind of typesBehind(parent)) restrict(hints.ofField(behind.name, node.name.value).cache);
    for (const behind of typesBehind(type)) restrict(hints.ofType(behind.name).cache);
    if (!node.selectionSet || !isCompositeType(type)) return;
    for (const below of fieldsOf(selection, node.selectionSet, type)) follow(below, level + 1);
  }

  function restrict(hint: CacheHint = {}): void {
    maxAgeSeconds = Math.min(maxAgeSeconds, hint.maxAge ?? maxAgeSeconds);
    if (hint.scope === 'PRIVATE') scope = 'PRIVATE';
  }

  function typesBehind(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  }
}
