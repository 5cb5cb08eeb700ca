import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from './cost.amount.ts';

/** Whether a value is plainly one of a type. */
type Accepts = (value: unknown) => boolean;

/**
 * Tells quickly that variables are right, as graphql-js would find. It makes no values and finds no words: false only says
 * that graphql-js has to look.
 * @param nonNull names of nullable variables that may be left out, but not null
 */
export function plainVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  nonNull: readonly string[],
): (given: Variables) => boolean {
  const known = new Map<GraphQLInputType, Accepts>();
  const checks = variableDefinitions.map((definition) =>
    variableCheck(schema, definition, nonNull.includes(definition.variable.name.value), known),
  );
  return (given) => {
    for (let index = 0; index < checks.length; index += 1) if (!checks[index]?.(given)) return false;
    return true;
  };
}

function variableCheck(
  schema: GraphQLSchema,
  { variable, type: node, defaultValue }: VariableDefinitionNode,
  isNeverNull: boolean,
  known: Map<GraphQLInputType, Accepts>,
): (given: Variables) => boolean {
  const name = variable.name.value;
  const type = typeFromAST(schema, node);
  if (!isInputType(type)) return () => false;
  const accepts = acceptance(type, known);
  const mayBeAbsent = defaultValue !== undefined || !isNonNullType(type);
  return (given) => {
    if (!Object.hasOwn(given, name)) return mayBeAbsent;
    const value = given[name];
    return accepts(value) && !(isNeverNull && value === null);
  };
}

/** @param known of the types on the way here: an input may hold itself */
function acceptance(type: GraphQLInputType, known: Map<GraphQLInputType, Accepts>): Accepts {
  const found = known.get(type);
  if (found) return found;
  let own: Accepts = () => false;
  const accepts: Accepts = (value) => own(value);
  known.set(type, accepts);
  own = madeAcceptance(type, known);
  known.set(type, own);
  return own;
}

function madeAcceptance(type: GraphQLInputType, known: Map<GraphQLInputType, Accepts>): Accepts {
  if (isNonNullType(type)) {
    const accepts = acceptance(type.ofType, known);
    return (value) => value !== null && value !== undefined && accepts(value);
  }
  const accepts = isLeafType(type)
    ? leafAcceptance(type.parseValue.bind(type))
    : isListType(type)
      ? listAcceptance(acceptance(type.ofType, known))
      : objectAcceptance(type, known);
  return (value) => value === null || value === undefined || accepts(value);
}

function leafAcceptance(parse: (value: unknown) => unknown): Accepts {
  return (value) => {
    try {
      return parse(value) !== undefined;
    } catch {
      return false;
    }
  };
}

function listAcceptance(item: Accepts): Accepts {
  return (value) => Array.isArray(value) && value.every(item);
}

function objectAcceptance(type: GraphQLInputObjectType, known: Map<GraphQLInputType, Accepts>): Accepts {
  if (type.isOneOf) return () => false;
  const fields = new Map(
    Object.values(type.getFields()).map((field) => [
      field.name,
      {
        accepts: acceptance(field.type, known),
        mayBeAbsent: field.defaultValue !== undefined || !isNonNullType(field.type),
      },
    ]),
  );
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = value as Variables;
    for (const name of Object.keys(given)) if (!fields.has(name)) return false;
    for (const [name, { accepts, mayBeAbsent }] of fields) {
      const part = given[name];
      if (part === undefined ? !mayBeAbsent : !accepts(part)) return false;
    }
    return true;
  };
}
