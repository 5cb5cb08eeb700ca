import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
} from 'graphql';

type Path = readonly (string | number)[];

/**
 * Gives every error of a subgraph call the path of each field that it leaves without a value. A call that failed as
 * a whole has no path at all, and an entity that failed has only the entity's; the planner's runtime would hang both
 * on the nearest parent, where nobody can tell which fields are missing for which reason.
 * @param document what was asked of the subgraph
 * @param variables its variables: the lists that `_entities` was asked for stand there
 */
export function withFieldPaths(
  result: ExecutionResult,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>> = {},
): ExecutionResult {
  if (!result.errors?.length) return result;
  const asked = askedFields(document, variables);
  return { ...result, errors: result.errors.flatMap((error) => spread(error, asked)) };
}

function spread(error: GraphQLError, asked: readonly Path[]): GraphQLError[] {
  const { path = [] } = error;
  const below = asked.filter(
    (field) => path.length < field.length && path.every((key, i) => key === field[i]),
  );
  if (below.length === 0) return [error];
  return below.map((fieldPath) => at(error, fieldPath));
}

function at(error: GraphQLError, path: Path): GraphQLError {
  const { message, extensions } = error;
  return new GraphQLError(message, { path, extensions, originalError: error });
}

/** The response paths of the root fields, and for `_entities` those of each entity's own fields. */
function askedFields(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Path[] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return [];
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  return fieldsIn(operation.selectionSet, fragments).flatMap((field) => {
    const key = responseKey(field);
    if (field.name.value !== '_entities') return [[key]];
    return representationsOf(field, variables).flatMap((typeName, index) =>
      fieldsIn(field.selectionSet, fragments, typeName).map((entityField) => [
        key,
        index,
        responseKey(entityField),
      ]),
    );
  });
}

/** The type name of each entity that the field asks for. */
function representationsOf(
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): (string | undefined)[] {
  const value = field.arguments?.find((argument) => argument.name.value === 'representations')?.value;
  const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return Array.isArray(given) ? given.map((representation) => representation?.__typename) : [];
}

/** Fields of a selection as they apply to one type; the planner asks for entities by their own types, never by interface. */
function fieldsIn(
  selections: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
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

function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
