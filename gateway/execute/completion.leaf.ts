import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLScalarType,
  GraphQLString,
  isEnumType,
} from 'graphql';

type LeafCheck = (value: unknown) => boolean;

const isString: LeafCheck = (value) => typeof value === 'string';

const builtIn: ReadonlyMap<GraphQLLeafType, LeafCheck> = new Map<GraphQLLeafType, LeafCheck>([
  [GraphQLString, isString],
  [GraphQLID, isString],
  [GraphQLBoolean, (value) => typeof value === 'boolean'],
  // GraphQL's integers have 32 bits.
  [GraphQLInt, (value) => typeof value === 'number' && (value | 0) === value],
  [GraphQLFloat, Number.isFinite],
]);

/** What a scalar without code of its own does with a value: nothing. */
const asItIs = new GraphQLScalarType({ name: 'AsItIs' }).serialize;

/** Tells the values that graphql-js gives to a client just as they are; all others it changes or refuses. */
export function leafCheck(type: GraphQLLeafType): LeafCheck {
  const check = builtIn.get(type);
  if (check) return check;
  if (isEnumType(type)) {
    const names = new Set<unknown>(
      type.getValues().flatMap(({ name, value }) => (name === value ? [name] : [])),
    );
    return (value) => names.has(value);
  }
  return () => type.serialize === asItIs;
}
