import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** One operation with what is needed to walk through it. */
export type Selection = {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
};

/** A field that is asked for, and the type that it is asked of: an interface where the document says no more. */
export type SelectedField = { node: FieldNode; parent: GraphQLCompositeType };

/** @param document one valid operation with its fragments */
export function selectionOf(schema: GraphQLSchema, document: DocumentNode): Selection {
  const { definitions } = document;
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('The document holds no operation');
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return { schema, operation, fragments: new Map(fragments.map((node) => [node.name.value, node])) };
}

/** What an operation asks of its root type, fragments put in place. */
export function* rootFields(selection: Selection): Generator<SelectedField> {
  const root = selection.schema.getRootType(selection.operation.operation);
  if (root) yield* fieldsOf(selection, selection.operation.selectionSet, root);
}

/** The fields of a selection set with those of its fragments, in order; a field that stands twice comes twice. */
export function* fieldsOf(
  selection: Selection,
  { selections }: SelectionSetNode,
  parent: GraphQLCompositeType,
): Generator<SelectedField> {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      yield { node, parent };
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : selection.fragments.get(node.name.value);
    if (!fragment) continue;
    const name = fragment.typeCondition?.name.value;
    const type = name === undefined ? parent : selection.schema.getType(name);
    if (isCompositeType(type)) yield* fieldsOf(selection, fragment.selectionSet, type);
  }
}

/** @returns nothing for the fields of GraphQL itself, such as `__typename` */
export function fieldDefinition({ node, parent }: SelectedField): GraphQLField<unknown, unknown> | undefined {
  return isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
}
