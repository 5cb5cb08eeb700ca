import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  isListType,
  isNonNullType,
  responsePathAsArray,
} from 'graphql';
import { AppError } from '../../services/shared/errors.ts';
import { askedKey } from './asked-key.ts';
import { standInName } from './completion.schema.ts';
import { type ErrorTree, errorTree } from './error-tree.ts';

type Values = Readonly<Record<string, unknown>>;

type Completion = {
  /** The public schema, with stand-ins for values without a type name. */
  schema: GraphQLSchema;
  document: DocumentNode;
  variables: Values;
  /**
   * What the services gave, by the names they were asked under; objects of unions and interfaces hold their `__typename`,
   * unless only fields were asked for that a stand-in has.
   */
  data: Values | null | undefined;
  /** What went wrong, by response path. */
  errors: readonly GraphQLError[];
};

/**
 * Makes a result whole by the public schema, as graphql-js would: a null where none may stand takes its parent down,
 * and the error that explains it stands at its place. The planner's runtime leaves such fields out, at times in silence.
 * @returns errors that explain a missing value first; then those that explain none, so that nothing is lost
 */
export function completed({ schema, document, variables, data, errors }: Completion): ExecutionResult {
  const tree = errorTree(errors);
  const result = executeSync({
    schema,
    document,
    variableValues: variables,
    rootValue: data ?? {},
    contextValue: tree,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  const others = tree.unused();
  return others.length === 0 ? result : { ...result, errors: [...(result.errors ?? []), ...others] };
}

const resolveField: GraphQLFieldResolver<Values, ErrorTree> = (source, _args, errors, info) => {
  const value = source[askedKey(info.fieldName, info.path.key)];
  if (value !== null && value !== undefined && !Array.isArray(value)) return value;
  const path = () => responsePathAsArray(info.path);
  const isMissing = !errors.isEmpty && (value === null || value === undefined);
  const reason = isMissing ? reasonFor(path(), info.returnType, errors) : undefined;
  const settled = reason ?? settle(value, info.returnType, errors, path);
  if (settled instanceof Error) throw settled;
  return settled;
};

/** Where a service left out the whole object, the reason stands at another of its fields and is told with that path. */
function reasonFor(
  path: readonly (string | number)[],
  type: GraphQLOutputType,
  errors: ErrorTree,
): GraphQLError | undefined {
  return errors.take(path) ?? (isNonNullType(type) ? errors.takeUnused(path.slice(0, -1)) : undefined);
}

/** The value with an Error in place of every null that has a reason or may not be; graphql-js throws those in place. */
function settle(
  value: unknown,
  type: GraphQLOutputType,
  errors: ErrorTree,
  path: () => readonly (string | number)[],
): unknown {
  if (value === null || value === undefined) {
    const reason = errors.isEmpty ? undefined : errors.take(path());
    return reason ?? (isNonNullType(type) ? missingValue(path()) : null);
  }
  const listType = isNonNullType(type) ? type.ofType : type;
  if (!Array.isArray(value) || !isListType(listType)) return value;
  return value.map((item, index) => settle(item, listType.ofType, errors, () => [...path(), index]));
}

/** Nobody has said why there is nothing where null may not stand. */
export function missingValue(path: readonly (string | number)[]): AppError {
  return new AppError('DOWNSTREAM_SERVICE_ERROR', `no service gave a value for ${path.join('.')}`);
}

const resolveType: GraphQLTypeResolver<Values, ErrorTree> = (value, _errors, { schema }, type) => {
  const name = value.__typename ?? standInName(type);
  return typeof name === 'string' && schema.getType(name) ? name : undefined;
};
