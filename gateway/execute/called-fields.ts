import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** How the planner names an entity: its type, its key, and what the asked fields need. */
export type Representation = Record<string, unknown> & { __typename?: string };

/** A root field of a call to a service. */
export type CalledField = {
  /** Its response key. */
  key: string;
  /** What is asked of each entity, in their order; null for a field other than `_entities`. */
  entities: readonly { representation: Representation; fields: readonly FieldNode[] }[] | null;
};

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * What a call asks of a service.
 * @param variables of the call: the lists that `_entities` was asked for stand there
 */
export function calledFields(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): CalledField[] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const fragments: Fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  return fieldsIn(operation?.selectionSet, fragments).map((field) => ({
    key: responseKey(field),
    entities:
      field.name.value === '_entities'
        ? representationsOf(field, variables).map((representation) => ({
            representation,
            fields: fieldsIn(field.selectionSet, fragments, representation.__typename),
          }))
        : null,
  }));
}

export function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

function representationsOf(
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): readonly Representation[] {
  const value = field.arguments?.find((argument) => argument.name.value === 'representations')?.value;
  const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return Array.isArray(given) ? given : [];
}

/** Fields of a selection as they apply to one type; the planner asks for entities by their own types, never by interface. */
function fieldsIn(
  selections: SelectionSetNode | undefined,
  fragments: Fragments,
  typeName?: string,
): FieldNode[] {
  return (selections?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection];
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value;
    if (typeName && condition && condition !== typeName) return [];
    return fieldsIn(fragment?.selectionSet, fragments, typeName);
  });
}
