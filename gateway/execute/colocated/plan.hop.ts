import { type FieldNode, Kind } from 'graphql';
import { fieldsFor } from './collect.ts';
import type { FieldStep } from './field-step.ts';
import { HopStep } from './hop-step.ts';
import type { Planned } from './planning.ts';
import type { HopRoute } from './routes.ts';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Fields of one entity that are found together have the same id. */
export function hopIdOf({ home, key, requires }: HopRoute): string {
  return JSON.stringify([home.name, key.text, requires]);
}

/** The way to another service: what it is told of the entity, asked of where the entity comes from. */
export function plannedHop(planned: Planned, route: HopRoute, fields: readonly FieldStep[]): HopStep {
  const { planning, typeName, places } = planned;
  const { whole, costOfAll } = planning.routes;
  const asked = new Map([
    ['__typename', [typename]],
    ...fieldsFor(typeName, [...route.key.fields, ...route.requires], whole),
  ]);
  const narrow = new Set([...planning.sought, `${typeName} ${route.home.name}`]);
  // A required field, unlike a key, may come by way of the service that requires it.
  const isNear = costOfAll(typeName, places, asked, narrow) < Number.POSITIVE_INFINITY;
  const inner = { ...planning, reading: whole, isInner: true, sought: isNear ? narrow : planning.sought };
  return new HopStep({
    reference: planning.referenceFor(route, typeName),
    representation: planning.select({ planning: inner, typeName, places }, asked),
    keyNames: [...fieldsFor(typeName, route.key.fields, whole).keys()],
    fields,
  });
}
