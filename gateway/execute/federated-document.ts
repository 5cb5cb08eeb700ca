import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { askedKey } from './asked-key.ts';
import { applies, isIncluded, type Reading } from './colocated/collect.ts';
import type { Operation } from './colocated/operation.ts';

export const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The part of an operation that the services answer, in the plainest words: no conditions, no fragments but those that
 * tell types apart, each field once, with all that is asked of it. The planner and its runtime lose fields, plan calls
 * that no service would take, or plan nothing at all where one thing is said twice or under a condition
 * (router-runtime 1.4.23). Introspection and type names of objects are left to completion; a selection on a union or
 * interface asks for `__typename`, since completion has to know what it holds, unless nothing hangs on that.
 * @param untypedFields as "Type.field", those that are answered alike whatever object it is
 * @param conditions values of the variables that `@skip` and `@include` ask for
 * @returns null when nothing is left to ask
 * @throws GraphQLError for a condition that may not be null
 */
export function federatedDocument(
  schema: GraphQLSchema,
  { definition, fragments }: Operation,
  conditions: Reading['conditions'],
  untypedFields: ReadonlySet<string> = new Set(),
): DocumentNode | null {
  const type = schema.getRootType(definition.operation);
  if (!type) throw new Error(`The graph has no ${definition.operation}`);
  const reading = { schema, fragments, conditions, untypedFields };
  const selectionSet = plainSelection(type, [definition.selectionSet], reading);
  if (selectionSet.selections[0] === typename) return null;
  const used = variablesOf(selectionSet);
  const variableDefinitions = definition.variableDefinitions?.filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...definition, variableDefinitions, selectionSet }] };
}

/** A service refuses definitions that nothing uses. */
function variablesOf(selectionSet: SelectionSetNode): Set<string> {
  const names = new Set<string>();
  visit(selectionSet, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

/** Of merged selections on one type: its fields by response key, and what only some of its objects are asked for. */
type Gathered = {
  fields: Map<string, FieldNode[]>;
  narrower: Map<string, SelectionSetNode[]>;
  asksTypeName: boolean;
  seen: Set<string>;
};

type PlainReading = Reading & { untypedFields: ReadonlySet<string> };

function plainSelection(
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  reading: PlainReading,
): SelectionSetNode {
  const gathered: Gathered = { fields: new Map(), narrower: new Map(), asksTypeName: false, seen: new Set() };
  for (const { selections } of sets) gather(type, selections, reading, gathered);
  const selections: SelectionNode[] = [...gathered.fields.values()].map((nodes) =>
    plainField(type, nodes, reading),
  );
  for (const [name, inner] of gathered.narrower) {
    const condition = reading.schema.getType(name);
    if (!isCompositeType(condition)) continue;
    selections.push({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
      selectionSet: plainSelection(condition, inner, reading),
    });
  }
  if (selections.length === 0 || (isAbstractType(type) && !isUntyped(type, gathered, reading)))
    selections.unshift(typename);
  return { kind: Kind.SELECTION_SET, selections };
}

/** Whether the answer is the same whatever object the value is. */
function isUntyped(
  type: GraphQLCompositeType,
  { fields, narrower, asksTypeName }: Gathered,
  { untypedFields }: PlainReading,
): boolean {
  if (asksTypeName || narrower.size > 0) return false;
  return [...fields.values()].every(([node]) => untypedFields.has(`${type.name}.${node?.name.value}`));
}

function gather(
  type: GraphQLCompositeType,
  selections: readonly SelectionNode[],
  reading: Reading,
  gathered: Gathered,
): void {
  for (const selection of selections) {
    if (!isIncluded(selection, reading)) continue;
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value.startsWith('__')) {
        gathered.asksTypeName = true;
        continue;
      }
      const key = selection.alias?.value ?? selection.name.value;
      gathered.fields.set(key, [...(gathered.fields.get(key) ?? []), selection]);
      continue;
    }
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
    if (isSpread && gathered.seen.has(selection.name.value)) continue;
    if (isSpread) gathered.seen.add(selection.name.value);
    const fragment = isSpread ? reading.fragments[selection.name.value] : selection;
    if (!fragment) continue;
    const condition = fragment.typeCondition?.name.value ?? type.name;
    if (applies(condition, type.name, reading.schema)) {
      gather(type, fragment.selectionSet.selections, reading, gathered);
    } else if (isAbstractType(type)) {
      gathered.narrower.set(condition, [...(gathered.narrower.get(condition) ?? []), fragment.selectionSet]);
    }
  }
}

/** One field for all that stand under its response key; arguments are the same by validation. */
function plainField(
  type: GraphQLCompositeType,
  nodes: readonly FieldNode[],
  reading: PlainReading,
): FieldNode {
  const [node] = nodes as [FieldNode, ...FieldNode[]];
  const { name, alias } = node;
  const key = String(askedKey(name.value, alias?.value ?? name.value));
  const field = isUnionType(type) ? undefined : type.getFields()[name.value];
  const below = field && getNamedType(field.type);
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return {
    ...node,
    // An alias that says the field's own name would hide from the planner that two fields are one.
    alias: key === name.value ? undefined : { kind: Kind.NAME, value: key },
    directives: node.directives?.filter((directive) => !/^(skip|include)$/.test(directive.name.value)),
    selectionSet: isCompositeType(below) ? plainSelection(below, sets, reading) : undefined,
  };
}
