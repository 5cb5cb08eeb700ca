import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  getArgumentValues,
  isNonNullType,
  Kind,
  type ValueNode,
  valueFromAST,
} from 'graphql';
import type { Home } from './home.ts';
import { type InputReader, inputReader, type VariableDefinitions, variablesIn } from './inputs.ts';
import type { Request, Values } from './request.ts';

/** Reads the arguments of a field for one request; throws what the service's own types refuse. */
export type ReadArguments = (request: Request) => Values;

/** Variables as a home reads them, by their place among those of the operation. */
type Inputs = readonly unknown[];

/** Gives undefined where the argument is left out, and for what has to be refused. */
type ReadArgument = (inputs: Inputs) => unknown;

/**
 * How the arguments of a field are read, by the definition of the service that answers it: its defaults, its internal
 * enum values, its scalars.
 * @returns the arguments themselves where they hold no variables: frozen, since every request shares them
 * @throws GraphQLError when the service's own types refuse a value of the document
 */
export function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  home: Home,
  definitions: VariableDefinitions,
): Values | ReadArguments {
  const names = new Set((node.arguments ?? []).flatMap(variablesIn));
  const inputs = [...names].flatMap((name) => inputReader(name, home, definitions) ?? []);
  if (inputs.length === 0) return frozen(getArgumentValues(field, node));
  const readers = field.args.map((argument) => ({
    name: argument.name,
    isRequired: isNonNullType(argument.type),
    read: argumentReader(
      argument,
      node.arguments?.find(({ name }) => name.value === argument.name)?.value,
      inputs,
    ),
  }));
  return (request) => {
    const known = inputsOf(request, home, inputs);
    const values: Record<string, unknown> = {};
    for (let index = 0; index < readers.length; index += 1) {
      const { name, isRequired, read } = readers[index] as (typeof readers)[number];
      const value = read(known);
      // Never for what was validated by the service's own types; graphql-js finds the words.
      if (isRequired && (value === undefined || value === null))
        return getArgumentValues(field, node, named(known, inputs));
      if (value !== undefined) values[name] = value;
    }
    return values;
  };
}

/** The variables as the home reads them, each once a request. */
function inputsOf(request: Request, home: Home, readers: readonly InputReader[]): Inputs {
  let known = request.inputs[home.index];
  if (known === undefined) {
    known = [];
    request.inputs[home.index] = known;
  }
  for (let index = 0; index < readers.length; index += 1) {
    const { number, read } = readers[index] as InputReader;
    if (known[number] === undefined) known[number] = read(request.variables);
  }
  return known;
}

/** The same by name, as graphql-js reads them. */
function named(inputs: Inputs, readers: readonly InputReader[]): Record<string, unknown> {
  const given = readers.filter(({ number }) => inputs[number] !== undefined);
  return Object.fromEntries(given.map(({ name, number }) => [name, inputs[number]]));
}

function argumentReader(
  argument: GraphQLArgument,
  value: ValueNode | undefined,
  readers: readonly InputReader[],
): ReadArgument {
  const { type, defaultValue } = argument;
  if (value === undefined) return () => defaultValue;
  if (value.kind === Kind.VARIABLE) {
    const number = readers.find(({ name }) => name === value.name.value)?.number;
    if (number === undefined) return () => defaultValue;
    return (inputs) => {
      const given = inputs[number];
      return given === undefined ? defaultValue : given;
    };
  }
  if (variablesIn(value).length === 0) {
    const constant = frozen(valueFromAST(value, type));
    return () => constant;
  }
  return (inputs) => valueFromAST(value, type, named(inputs, readers));
}

/** Plain lists and objects are frozen; what a scalar has made is its own. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  const prototype = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== null && prototype !== Object.prototype) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
