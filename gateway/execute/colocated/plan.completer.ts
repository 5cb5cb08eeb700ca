import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { fieldsBelow } from './collect.ts';
import {
  type Completed,
  type Completer,
  HiddenCompleter,
  LeafCompleter,
  ListCompleter,
} from './completer.ts';
import { fieldOf, type Home } from './home.ts';
import { type FieldFacts, FieldInfo, type Info } from './info.ts';
import { Joint } from './joint.ts';
import { serializerOf } from './leaf.ts';
import { AbstractCompleter, type IsTypeOf, ObjectCompleter, type TypeName } from './object-completer.ts';
import { factsOf } from './plan.field.ts';
import type { Planned } from './planning.ts';
import type { Place } from './routes.ts';

type Typed = { outer: GraphQLOutputType; own: GraphQLOutputType };

/**
 * How the values of a field are completed: nulls by the schema that clients see, all else as its service's types say.
 * @param places where the values come from; several when they are joined
 */
export function plannedCompleter(
  planned: Planned,
  nodes: readonly FieldNode[],
  places: readonly [Place, ...Place[]],
): Completer {
  const { planning } = planned;
  const { reading, isInner } = planning;
  const homes = places.map((place) => place.home);
  const { home } = places[0];
  const { facts } = factsOf(home, planned.typeName, nodes);
  const outer = fieldOf(reading.schema, planned.typeName, facts.fieldName);
  const coordinate = `${planned.typeName}.${facts.fieldName}`;
  if (!outer) throw new Error(`There is no ${coordinate}`);
  return completerOf({ outer: outer.type, own: facts.returnType });

  function completerOf({ outer, own }: Typed): Completer {
    const isNullable = isInner || !isNonNullType(outer);
    const completed: Completed = { isNullable, coordinate, owner: home.name };
    const type = isNonNullType(outer) ? outer.ofType : outer;
    const ownType = isNonNullType(own) ? own.ofType : own;
    if (isListType(type)) {
      if (!isListType(ownType)) throw new Error(`The service ${home.name} has no list at ${coordinate}`);
      return new ListCompleter(completed, completerOf({ outer: type.ofType, own: ownType.ofType }));
    }
    if (isLeafType(ownType)) return new LeafCompleter(completed, serializerOf(ownType, reading.schema));
    if (isObjectType(ownType)) return objectCompleter(completed, ownType);
    if (!isAbstractType(ownType)) throw new Error(`The service ${home.name} has a list at ${coordinate}`);
    return abstractCompleter(completed, ownType);
  }

  function objectCompleter(completed: Completed, type: GraphQLObjectType): Completer {
    const below = { planning, typeName: type.name, places };
    const selection = planning.select(below, fieldsBelow(type.name, nodes, reading));
    const check = homes.length === 1 ? typeCheckOf(home, type, facts) : null;
    return new ObjectCompleter(completed, selection, check);
  }

  function abstractCompleter(completed: Completed, type: GraphQLAbstractType): Completer {
    const known = new Map<unknown, Completer>();
    const completerFor = (name: unknown) => {
      const found = known.get(name);
      if (found) return found;
      const own = typeof name === 'string' ? home.schema.getType(name) : undefined;
      if (!isObjectType(own) || !home.schema.isSubType(type, own)) {
        throw new Error(
          `${coordinate} resolved to "${String(name)}", which is no possible type of ${type.name}`,
        );
      }
      const isSeen = reading.schema.getType(own.name) !== undefined;
      const made = isSeen ? objectCompleter(completed, own) : new HiddenCompleter(completed);
      known.set(name, made);
      return made;
    };
    return new AbstractCompleter(completed, typeNameOf(homes, type, facts), completerFor);
  }
}

type ResolveType = (value: unknown, context: object, info: Info, type: GraphQLAbstractType) => unknown;
type CheckType = (value: unknown, context: object, info: Info) => unknown;

function typeNameOf(homes: readonly Home[], type: GraphQLAbstractType, facts: FieldFacts): TypeName {
  const readers = homes.map((home): TypeName => {
    const own = home.schema.getType(type.name);
    const resolve = ((isAbstractType(own) && own.resolveType) || defaultTypeResolver) as ResolveType;
    return (value, { request }, parent, key) =>
      resolve(
        value,
        request.contextOf(home),
        new FieldInfo({ ...facts, schema: home.schema }, request, parent, key),
        type,
      );
  });
  const [first] = readers;
  if (first && readers.length === 1) return first;
  return (value, run, parent, key) => {
    const parts = value instanceof Joint ? value.parts : [value];
    const index = parts.findIndex((part) => part !== null && part !== undefined);
    return readers[index]?.(parts[index], run, parent, key);
  };
}

function typeCheckOf(home: Home, type: GraphQLObjectType, facts: FieldFacts): IsTypeOf | null {
  if (!type.isTypeOf) return null;
  const isTypeOf = type.isTypeOf as CheckType;
  return (value, { request }, parent, key) =>
    isTypeOf(value, request.contextOf(home), new FieldInfo(facts, request, parent, key));
}
