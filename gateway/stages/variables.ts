import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  isNonNullType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { refusalOf } from '../refusal.ts';
import type { Operation } from './operation.ts';

const maxReportedErrors = 20;

/**
 * Nullable variables that stand where null is refused. Validation allows `$first: Int` for an argument `Int! = 50`,
 * since leaving it out takes the default; an explicit null is found only when the field runs, without a code.
 */
export function defaultedUses(schema: GraphQLSchema, document: DocumentNode): string[] {
  const nullable = new Set<string>();
  const found = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      VariableDefinition(node) {
        if (node.type.kind !== Kind.NON_NULL_TYPE) nullable.add(node.variable.name.value);
        return false;
      },
      Variable(node) {
        if (isNonNullType(typeInfo.getInputType())) found.add(node.name.value);
      },
    }),
  );
  return [...found].filter((name) => nullable.has(name));
}

/**
 * Checks the variables of an operation.
 * @param suggestions whether faults tell which names they may have meant; false by default
 * @throws Refusal BAD_USER_INPUT naming each one that is wrong
 */
export function checkVariables(
  schema: GraphQLSchema,
  operation: Operation,
  given: Readonly<Record<string, unknown>>,
  suggestions = false,
): void {
  if (operation.takes(given)) return;
  const definitions = operation.definition.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, given, {
    maxErrors: maxReportedErrors,
    hideSuggestions: !suggestions,
  });
  if (errors) throw refusalOf('BAD_USER_INPUT', errors);
  const nulls = operation.nonNullVariables.filter((name) => given[name] === null);
  if (nulls.length === 0) return;
  throw refusalOf(
    'BAD_USER_INPUT',
    nulls.map((name) => new GraphQLError(`Variable "$${name}" must not be null; leave it out instead.`)),
  );
}
