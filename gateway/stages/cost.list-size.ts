import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { ListSize } from '../graph-hints.ts';
import { type Amount, largest, type PerhapsAmount, product } from './cost.amount.ts';

/** Of a list that says nothing of its size. */
export const defaultListSize = 10;

/** What GraphQL takes for an `Int`. */
const largestInt = 2 ** 31 - 1;

/** The values of variables that the operation itself sets, those for `Int` alone. */
export function presetSizes(operation: OperationDefinitionNode): ReadonlyMap<string, number> {
  return new Map(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
    ),
  );
}

/** The size that a field's arguments give: the largest slicing argument, without any the assumed size. */
export function sizeGiven(
  { slicingArguments = [], assumedSize = defaultListSize }: ListSize,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  presets: ReadonlyMap<string, number>,
): Amount {
  const sizes = slicingArguments.map((name) => {
    const inGraph = sizeOf(field.args.find((argument) => argument.name === name)?.defaultValue);
    const given = node.arguments?.find((argument) => argument.name.value === name);
    return given ? argumentSize(given, presets, inGraph) : inGraph;
  });
  return largest(sizes, assumedSize);
}

function argumentSize(
  { value }: ArgumentNode,
  presets: ReadonlyMap<string, number>,
  inGraph: number | undefined,
): PerhapsAmount {
  if (value.kind === Kind.INT) return sizeOf(Number(value.value));
  if (value.kind !== Kind.VARIABLE) return inGraph;
  const name = value.name.value;
  const otherwise = presets.get(name) ?? inGraph;
  return (variables) => sizeOf(variables[name]) ?? otherwise;
}

/** @returns nothing for what is no number of items */
function sizeOf(value: unknown): number | undefined {
  if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
  return Math.min(Math.max(0, value), largestInt);
}

/** How many items a field of this type gives: 1 when it is no list, and in lists of lists each inner one is assumed. */
export function itemCount(type: GraphQLOutputType, size: Amount): Amount {
  if (isNonNullType(type)) return itemCount(type.ofType, size);
  return isListType(type) ? product(size, itemCount(type.ofType, defaultListSize)) : 1;
}
