import { type FieldNode, type GraphQLObjectType, isObjectType } from 'graphql';
import type { Asked, Reading } from './collect.ts';
import type { Home } from './home.ts';
import type { VariableDefinitions } from './inputs.ts';
import type { Reference } from './reference.ts';
import type { HopRoute, Place, Route, Routes, Sought } from './routes.ts';
import type { Selection } from './selection.ts';

/** What planning any part of an operation goes by. */
export type Planning = {
  routes: Routes;
  reading: Reading;
  definitions: VariableDefinitions;
  /** Whether the values go into a representation and not to a client: their nulls are no errors. */
  isInner: boolean;
  sought: Sought;
  /** The one reference for each way of finding entities, so that a request looks each of them up once. */
  referenceFor(route: HopRoute, typeName: string): Reference;
  /** Plans an object below another; each part of a plan plans what is below it by this. */
  select(planned: Planned, asked: Asked): Selection;
  /** A number that no other field of the plan has. */
  nextNumber(): number;
};

/** The object whose fields are planned. */
export type Planned = { planning: Planning; typeName: string; places: readonly Place[] };

/** @throws Error when the service has no such object type */
export function objectTypeOf({ name, schema }: Home, typeName: string): GraphQLObjectType {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`The service ${name} has no object type ${typeName}`);
  return type;
}

/** What the fields below one cost when it is answered by these routes together; infinite when some of them can't be. */
export function costBelow(
  { planning, typeName }: Planned,
  nodes: readonly FieldNode[],
  routes: readonly Route[],
): number {
  const { routes: ways, sought, reading } = planning;
  const name = nodes[0]?.name.value ?? '';
  const below = routes.map((route) => ways.placeBelow(typeName, name, route));
  return ways.costBelow(typeName, name, below, nodes, sought, reading);
}
