import type { FieldNode } from 'graphql';
import type { Asked } from './collect.ts';
import type { FieldStep } from './field-step.ts';
import { PartStep } from './joint.ts';
import { plannedCompleter } from './plan.completer.ts';
import { plannedField } from './plan.field.ts';
import { hopIdOf, plannedHop } from './plan.hop.ts';
import { plannedJoint } from './plan.joint.ts';
import { costBelow, type Planned } from './planning.ts';
import { IntrospectionStep, RootStep } from './root-steps.ts';
import type { HopRoute, Route } from './routes.ts';
import { Selection, type Step } from './selection.ts';
import { type Copy, copyOf, Shape } from './shape.ts';

/**
 * What has to be done for an object of one type, whose values come from the given places.
 * @param planned places: none for the roots, which need nothing; several when it is joined
 * @throws Error naming the field that nothing answers
 */
export function plannedSelection(planned: Planned, asked: Asked): Selection {
  const { planning, typeName, places } = planned;
  const constants = new Map<string, string>();
  const copies: Copy[] = [];
  const copied: FieldStep[] = [];
  const steps: Step[] = [];
  const hops = new Map<string, { hop: HopRoute; fields: FieldStep[] }>();

  for (const [key, nodes] of asked) {
    const name = nodes[0]?.name.value ?? '';
    if (name === '__typename') constants.set(key, typeName);
    else if (name.startsWith('__')) steps.push(new IntrospectionStep(planning.reading.schema, key, nodes));
    else planField(key, name, nodes);
  }
  for (const { hop, fields } of hops.values()) steps.push(plannedHop(planned, hop, fields));
  return new Selection(new Shape(asked.keys(), constants, copies), copied, steps);

  function planField(key: string, name: string, nodes: readonly FieldNode[]): void {
    const routes = planning.routes.routesTo(typeName, name, places, planning.sought);
    const route = cheapest(routes, name, nodes);
    if (route === null) {
      steps.push(plannedJoint(planned, key, nodes, routes));
      return;
    }
    const { home } = route;
    const completer = plannedCompleter(planned, nodes, [planning.routes.placeBelow(typeName, name, route)]);
    const field = plannedField(planned, { key, nodes, home, completer });
    const copy = field.isProperty ? copyOf(key, name, field.facts.returnType, completer.isNullable) : null;
    if (route.kind === 'HOP') {
      const id = hopIdOf(route);
      const together = hops.get(id) ?? { hop: route, fields: [] };
      together.fields.push(field);
      hops.set(id, together);
    } else if (route.kind === 'ROOT') steps.push(new RootStep(field));
    else if (places.length > 1) steps.push(new PartStep(route.index, field));
    else if (copy) {
      copies.push(copy);
      copied.push(field);
    } else steps.push(field);
  }

  function cheapest(routes: readonly Route[], name: string, nodes: readonly FieldNode[]): Route | null {
    const [only] = routes;
    if (!only) throw new Error(`Nothing in reach answers ${typeName}.${name}`);
    if (routes.length === 1) return only;
    let best: Route | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const route of routes) {
      const isOpen = route.kind === 'HOP' && hops.has(hopIdOf(route));
      const own = isOpen ? 1 : route.cost;
      if (own >= least) continue;
      const cost = own + costBelow(planned, nodes, [route]);
      if (cost >= least) continue;
      best = route;
      least = cost;
    }
    return best;
  }
}
