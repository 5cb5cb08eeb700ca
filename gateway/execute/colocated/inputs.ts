import {
  type ASTNode,
  coerceInputValue,
  GraphQLError,
  isInputType,
  isLeafType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
  visit,
} from 'graphql';
import type { Home } from './home.ts';
import type { Values } from './request.ts';

/** Where variables are defined, by name. */
export type VariableDefinitions = ReadonlyMap<string, VariableDefinitionNode>;

/** Reads one variable as a home's input types understand it; undefined when it is left out and has no default. */
export type InputReader = {
  name: string;
  /** Its place among the variables of the operation. */
  number: number;
  read(variables: Values): unknown;
};

/** @throws Error when the home lacks the variable's type */
export function inputReader(name: string, home: Home, definitions: VariableDefinitions): InputReader | null {
  const definition = definitions.get(name);
  if (!definition) return null;
  const type = typeFromAST(home.schema, definition.type);
  if (!isInputType(type)) throw new Error(`The service ${home.name} has no input type for $${name}`);
  const nullable = isNonNullType(type) ? type.ofType : type;
  const leaf = isLeafType(nullable) ? nullable : null;
  const ofDocument = definition.defaultValue && valueFromAST(definition.defaultValue, type);
  return {
    name,
    number: [...definitions.keys()].indexOf(name),
    read(variables) {
      if (!Object.hasOwn(variables, name)) return ofDocument;
      const given = variables[name];
      if (given === null && !isNonNullType(type)) return null;
      const parsed = leaf && given !== null && given !== undefined ? leaf.parseValue(given) : undefined;
      // Without the way that lists and input objects need; the words for what is refused are found below.
      if (parsed !== undefined) return parsed;
      return coerceInputValue(given, type, (path, _value, error) => {
        const where = path.length === 0 ? '' : ` at "${[name, ...path].join('.')}"`;
        throw new GraphQLError(`Variable "$${name}" got an invalid value${where}; ${error.message}`);
      });
    },
  };
}

/** Names of the variables that a part of a document holds, each once. */
export function variablesIn(node: ASTNode): string[] {
  const names = new Set<string>();
  visit(node, {
    Variable({ name }) {
      names.add(name.value);
    },
    SelectionSet: () => false,
  });
  return [...names];
}
