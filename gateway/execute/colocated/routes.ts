import { type FieldNode, getNamedType, isAbstractType, isLeafType, type SelectionNode } from 'graphql';
import { type Asked, fieldsBelow, fieldsFor, type Reading } from './collect.ts';
import { fieldOf, type Home } from './home.ts';
import type { Join, Key } from './join.ts';

/** Where an object's fields can be read: in one service, with what it gives on this way only (`@provides`). */
export type Place = { home: Home; provided: readonly SelectionNode[] };

/** One way to a field of an object. */
export type Route = { home: Home; cost: number } & (
  | { kind: 'HERE'; index: number; place: Place }
  /** Through the service's reference resolver. */
  | { kind: 'HOP'; key: Key; requires: readonly SelectionNode[] }
  /** A root field, for which nothing needs to be known. */
  | { kind: 'ROOT' }
);

export type HopRoute = Route & { kind: 'HOP' };

/** What is being looked for already, as "Type service": a key may not be looked for by way of itself. */
export type Sought = ReadonlySet<string>;

export type Routes = ReturnType<typeof makeRoutes>;

const hopCost = 10;
const requiresCost = 5;

/** Finds who answers what, and the cheapest way there. Costs count what has to be called, in no unit. */
export function makeRoutes(join: Join, homes: ReadonlyMap<string, Home>) {
  /** Selections of keys and required fields name types that clients may not see. */
  const whole: Reading = { schema: join.schema, fragments: {}, conditions: {} };
  const roots = new Set(
    [join.schema.getQueryType(), join.schema.getMutationType(), join.schema.getSubscriptionType()].map(
      (type) => type?.name,
    ),
  );

  const known = new Map<string, readonly Route[]>();

  /** Every way to a field, the cheapest first. */
  function routesTo(typeName: string, fieldName: string, places: readonly Place[], sought: Sought) {
    const [place] = places;
    if (places.length > 1 || (place && place.provided.length > 0))
      return findRoutes(typeName, fieldName, places, sought);
    const id = [typeName, fieldName, place?.home.name, ...sought].join(' ');
    const found = known.get(id) ?? findRoutes(typeName, fieldName, places, sought);
    known.set(id, found);
    return found;
  }

  function findRoutes(
    typeName: string,
    fieldName: string,
    places: readonly Place[],
    sought: Sought,
  ): readonly Route[] {
    const here = places.flatMap((place, index): Route[] =>
      isReadable(typeName, fieldName, place, sought.size > 0)
        ? [{ kind: 'HERE', home: place.home, index, place, cost: 0 }]
        : [],
    );
    const away = answering(typeName, fieldName).flatMap(({ home, requires }): Route[] => {
      if (here.some((route) => route.home === home)) return [];
      if (roots.has(typeName)) return [{ kind: 'ROOT', home, cost: hopCost }];
      const found = keyOf(typeName, home, places, sought);
      if (!found) return [];
      const required = costOfAll(typeName, places, fieldsFor(typeName, requires, whole), sought);
      if (required === Number.POSITIVE_INFINITY) return [];
      const extra = requires.length > 0 ? requiresCost + required : 0;
      return [{ kind: 'HOP', home, key: found.key, requires, cost: hopCost + found.cost + extra }];
    });
    return [...here, ...away].sort((a, b) => a.cost - b.cost);
  }

  function answering(typeName: string, fieldName: string) {
    const places = join.types.get(typeName)?.fields.get(fieldName) ?? new Map();
    return [...places].flatMap(([name, { isAnswered, requires }]) => {
      const home = homes.get(name);
      return home && isAnswered ? [{ home, requires: requires as readonly SelectionNode[] }] : [];
    });
  }

  /** Fields of a key are known where the key is, whoever else answers them; that serves to look entities up. */
  function isReadable(typeName: string, fieldName: string, place: Place, asKey: boolean): boolean {
    const type = join.types.get(typeName);
    const own = type?.fields.get(fieldName)?.get(place.home.name);
    if (own?.isAnswered && own.requires.length === 0) return true;
    if (fieldsFor(typeName, place.provided, whole).has(fieldName)) return true;
    const keys = type?.keys.get(place.home.name) ?? [];
    return asKey && own !== undefined && keys.some(({ fields }) => hasField(fields, fieldName));
  }

  /** The cheapest key by which a home finds what stands at the places. */
  function keyOf(typeName: string, home: Home, places: readonly Place[], sought: Sought) {
    const target = `${typeName} ${home.name}`;
    if (sought.has(target)) return null;
    const keys = (join.types.get(typeName)?.keys.get(home.name) ?? []).filter((key) => key.isResolvable);
    const costed = keys.map((key) => ({
      key,
      cost: costOfAll(typeName, places, fieldsFor(typeName, key.fields, whole), new Set([...sought, target])),
    }));
    const [best] = costed.sort((a, b) => a.cost - b.cost);
    return best && best.cost < Number.POSITIVE_INFINITY ? best : null;
  }

  function costOfAll(typeName: string, places: readonly Place[], asked: Asked, sought: Sought): number {
    let cost = 0;
    for (const nodes of asked.values()) cost += costOf(typeName, places, nodes, sought, whole);
    return cost;
  }

  /** What merged fields cost with all that is below them; infinite when nothing answers some of it. */
  function costOf(
    typeName: string,
    places: readonly Place[],
    nodes: readonly FieldNode[],
    sought: Sought,
    reading: Reading,
  ): number {
    const fieldName = nodes[0]?.name.value ?? '';
    if (fieldName.startsWith('__')) return 0;
    const routes = routesTo(typeName, fieldName, places, sought);
    const below = routes.map((route) => placeBelow(typeName, fieldName, route));
    let best = Number.POSITIVE_INFINITY;
    for (const [index, route] of routes.entries()) {
      // They come by cost, and what is below costs no less than nothing.
      if (route.cost >= best) break;
      const alone = below.slice(index, index + 1);
      best = Math.min(best, route.cost + costBelow(typeName, fieldName, alone, nodes, sought, reading));
    }
    if (best < Number.POSITIVE_INFINITY || routes.length < 2) return best;
    // Together they may answer what none of them does.
    const own = routes.reduce((sum, { cost }) => sum + cost, 0);
    return own + costBelow(typeName, fieldName, below, nodes, sought, reading);
  }

  function costBelow(
    typeName: string,
    fieldName: string,
    places: readonly Place[],
    nodes: readonly FieldNode[],
    sought: Sought,
    reading: Reading,
  ): number {
    const [place] = places;
    const field = place && fieldOf(place.home.schema, typeName, fieldName);
    if (!place || !field) return Number.POSITIVE_INFINITY;
    const type = getNamedType(field.type);
    if (isLeafType(type)) return 0;
    const names = isAbstractType(type)
      ? place.home.schema.getPossibleTypes(type).map(({ name }) => name)
      : [type.name];
    let cost = 0;
    for (const name of names) {
      for (const below of fieldsBelow(name, nodes, reading).values()) {
        cost += costOf(name, places, below, sought, reading);
      }
    }
    return cost;
  }

  /** Where what a field holds can be read, when the field is answered by this route. */
  function placeBelow(typeName: string, fieldName: string, route: Route): Place {
    const { home } = route;
    const own = join.types.get(typeName)?.fields.get(fieldName)?.get(home.name);
    const provided = route.kind === 'HERE' ? providedBelow(typeName, fieldName, route.place) : [];
    return { home, provided: [...provided, ...(own?.provides ?? [])] };
  }

  function providedBelow(typeName: string, fieldName: string, place: Place): SelectionNode[] {
    const nodes = fieldsFor(typeName, place.provided, whole).get(fieldName) ?? [];
    return nodes.flatMap((node) => node.selectionSet?.selections ?? []);
  }

  return { whole, routesTo, costOfAll, costBelow, placeBelow };
}

function hasField(selections: readonly SelectionNode[], name: string): boolean {
  return selections.some((selection) => 'name' in selection && selection.name?.value === name);
}
