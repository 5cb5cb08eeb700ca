import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import { calledFields, responseKey } from './called-fields.ts';

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
  return calledFields(document, variables).flatMap(({ key, entities }): Path[] =>
    entities === null
      ? [[key]]
      : entities.flatMap(({ fields }, index) => fields.map((field) => [key, index, responseKey(field)])),
  );
}
