import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
} from 'graphql';
import { badInput } from '../../services/shared/errors.ts';
import type { GraphHints, Hint } from '../graph-hints.ts';
import { type Amount, amountOf, product, sum, type Variables } from './cost.amount.ts';
import { defaultListSize, itemCount, presetSizes, sizeGiven } from './cost.list-size.ts';
import type { AccessRules } from './scopes.rules.ts';
import { fieldDefinition, fieldsOf, rootFields, type SelectedField, selectionOf } from './selection.ts';

/** A graph with what it says of itself. */
export type HintedGraph = {
  schema: GraphQLSchema;
  hints: GraphHints;
  /** Who may read what; everybody everything when absent. */
  access?: AccessRules;
};

/** Of a field of the mutation type that says nothing. */
const mutationWeight = 10;
/** Of `__schema` or `__type` with all below: answered from memory, and bounded by the rules for documents. */
const introspectionCost = 200;

/** The lists of a connection, and the size that the connection's field gave them. */
type SizedLists = { fields: readonly string[]; size: Amount };

/**
 * What an operation costs at most, found without running it. A field costs its weight once (nothing by default, 10 on the
 * mutation type), and for each of its items the weight of its type (1 for objects, nothing for leaves) with what is
 * asked of it: field cost and type cost of IBM's cost specification (draft of 2023), added up. A field that stands twice
 * counts twice, fragments on types that exclude each other all count, and `@skip` saves nothing: quickly found, and never
 * too low while lists are as long as they say.
 * @param document one valid operation with its fragments, within the limits on fields
 * @returns a function of the variables as they were given, from 0 to the largest safe integer; it only reads those that
 *   say how long a list is
 */
export function operationCost(
  { schema, hints }: HintedGraph,
  document: DocumentNode,
): (variables: Variables) => number {
  const selection = selectionOf(schema, document);
  const presets = presetSizes(selection.operation);
  const rootWeight = selection.operation.operation === 'mutation' ? mutationWeight : 0;
  return amountOf(sum([...rootFields(selection)].map((field) => fieldCost(field, rootWeight))));

  function fieldCost(selected: SelectedField, defaultWeight: number, sized?: SizedLists): Amount {
    const { node } = selected;
    const field = fieldDefinition(selected);
    if (!field) return node.name.value === '__typename' ? 0 : introspectionCost;
    const { weight = defaultWeight, listSize } = fieldHint({ schema, hints }, selected);
    const type = getNamedType(field.type);
    const given = listSize && sizeGiven(listSize, field, node, presets);
    const lists = given !== undefined && listSize?.sizedFields;
    const below = lists ? { fields: lists, size: given } : undefined;
    const own = lists ? undefined : given;
    const fromParent = sized?.fields.includes(node.name.value) ? sized.size : undefined;
    const size = itemCount(field.type, own ?? fromParent ?? defaultListSize);
    const typeWeight = hints.ofType(type.name).weight ?? (isCompositeType(type) ? 1 : 0);
    if (!node.selectionSet || !isCompositeType(type)) return sum([weight, product(size, typeWeight)]);
    const asked = [...fieldsOf(selection, node.selectionSet, type)].map((field) =>
      fieldCost(field, 0, below),
    );
    return sum([weight, product(size, sum([typeWeight, ...asked]))]);
  }
}

/** What a field says of itself; of an interface's, the most that any type behind it says. */
function fieldHint({ schema, hints }: HintedGraph, { node, parent }: SelectedField): Hint {
  const own = hints.ofField(parent.name, node.name.value);
  if (!isAbstractType(parent)) return own;
  const behind = schema.getPossibleTypes(parent).map((type) => hints.ofField(type.name, node.name.value));
  const weights = [own, ...behind].flatMap(({ weight }) => weight ?? []);
  const listSize = own.listSize ?? behind.find((hint) => hint.listSize)?.listSize;
  return { listSize, weight: weights.length > 0 ? Math.max(...weights) : undefined };
}

/**
 * How many units of quota an operation takes in all.
 * @param cost of the operation
 * @param costPerUnit how much cost one unit pays for
 * @returns at least 1
 */
export function quotaUnits(cost: number, costPerUnit: number): number {
  return Math.max(1, Math.ceil(cost / costPerUnit));
}

/** @throws AppError BAD_USER_INPUT for an operation that costs more than one may, before anything of it runs */
export function admitCost(cost: number, maxCost: number): void {
  if (cost <= maxCost) return;
  throw badInput(
    `The operation costs ${cost}, more than the ${maxCost} that one may. Ask for shorter lists.`,
    {
      cost,
      maxCost,
    },
  );
}
