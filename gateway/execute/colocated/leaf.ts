import {
  GraphQLBoolean,
  type GraphQLEnumType,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLSchema,
  GraphQLString,
  isEnumType,
} from 'graphql';
import type { Serialize } from './completer.ts';

/** By scalar: the JavaScript type of values that it leaves as they are. */
const keptAs = new Map<GraphQLLeafType, string>([
  [GraphQLString, 'string'],
  [GraphQLID, 'string'],
  [GraphQLBoolean, 'boolean'],
]);

/**
 * What a service's own type makes of a value; throws as graphql-js does.
 * @param schema what clients see: a value of an enum that is hidden from them is refused
 */
export function serializerOf(type: GraphQLLeafType, schema: GraphQLSchema): Serialize {
  const kept = keptAs.get(type);
  if (kept !== undefined) return (value) => (typeof value === kept ? value : serialized(type, value));
  const outer = schema.getType(type.name);
  if (!isEnumType(type) || !isEnumType(outer)) return (value) => serialized(type, value);
  const names = new Map(
    type
      .getValues()
      .filter(({ name }) => outer.getValue(name))
      .map(({ name, value }) => [value, name]),
  );
  return (value) => names.get(value) ?? visibleName(type, outer, value);
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const made: unknown = type.serialize(value);
  if (made === null || made === undefined) throw new Error(`${type.name} made nothing of a value`);
  return made;
}

function visibleName(type: GraphQLEnumType, outer: GraphQLEnumType, value: unknown): unknown {
  return outer.serialize(serialized(type, value));
}
