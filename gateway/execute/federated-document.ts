import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The part of an operation that the services answer: introspection is left to the public schema, and every selection
 * on a union or interface asks for `__typename` too, since completion has to know what it holds. Fields that stand
 * twice are set apart: the runtime loses the first of two lists under one name (router-runtime 1.4.23).
 * @returns null when nothing is left to ask
 */
export function federatedDocument(schema: GraphQLSchema, document: DocumentNode): DocumentNode | null {
  const typeInfo = new TypeInfo(schema);
  let asksServices = false;
  const changed = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        // In place of a removed field: a selection may not be empty.
        if (node.name.value === '__schema' || node.name.value === '__type') return typename;
        if (node.name.value !== '__typename') asksServices = true;
        return undefined;
      },
      SelectionSet: {
        leave(node): SelectionSetNode {
          const selections = withoutRepeats(node.selections);
          const isAbstract = isAbstractType(typeInfo.getParentType());
          return { ...node, selections: isAbstract ? [typename, ...selections] : selections };
        },
      },
    }),
  );
  if (!asksServices) return null;
  // Fragments that only introspection used would be unknown to the planner.
  return Object.values(separateOperations(changed))[0] ?? null;
}

/** Puts each repetition of a field into a fragment of its own; those are merged rightly. */
function withoutRepeats(selections: readonly SelectionNode[]): SelectionNode[] {
  const seen = new Set<string>();
  return selections.map((selection) => {
    if (selection.kind !== Kind.FIELD || !selection.selectionSet) return selection;
    const key = selection.alias?.value ?? selection.name.value;
    if (!seen.has(key)) {
      seen.add(key);
      return selection;
    }
    return {
      kind: Kind.INLINE_FRAGMENT,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [selection] },
    };
  });
}
