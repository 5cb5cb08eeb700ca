import type { FieldNode } from 'graphql';
import { asGiven, JointStep, PartStep } from './joint.ts';
import { plannedCompleter } from './plan.completer.ts';
import { plannedField } from './plan.field.ts';
import { plannedHop } from './plan.hop.ts';
import { costBelow, type Planned } from './planning.ts';
import { RootStep } from './root-steps.ts';
import type { Place, Route } from './routes.ts';
import type { Step } from './selection.ts';

/**
 * A field that no service answers with all that is below it: asked of as few as it takes.
 * @throws Error naming the field when even all of them together don't
 */
export function plannedJoint(
  planned: Planned,
  key: string,
  nodes: readonly FieldNode[],
  routes: readonly Route[],
): JointStep {
  const { planning, typeName, places } = planned;
  const name = nodes[0]?.name.value ?? '';
  const needed = fewest(routes, (some) => costBelow(planned, nodes, some) < Number.POSITIVE_INFINITY);
  const below = needed.map((route) => planning.routes.placeBelow(typeName, name, route));
  const [first, ...others] = below;
  if (!first) throw new Error(`Nothing in reach answers all of ${typeName}.${name}`);
  return new JointStep({
    key,
    parts: needed.map((route, index): Step => {
      const { home } = route;
      const field = plannedField(planned, { key: index, nodes, home, completer: asGiven });
      if (route.kind === 'HOP') return plannedHop(planned, route, [field]);
      if (route.kind === 'ROOT') return new RootStep(field);
      return places.length > 1 ? new PartStep(route.index, field) : field;
    }),
    completer: plannedCompleter(planned, nodes, [first, ...others] satisfies [Place, ...Place[]]),
  });
}

/** Empty when all routes together are not enough. */
function fewest(routes: readonly Route[], areEnough: (some: readonly Route[]) => boolean): readonly Route[] {
  if (!areEnough(routes)) return [];
  return routes.toReversed().reduce<readonly Route[]>((needed, route) => {
    const without = needed.filter((each) => each !== route);
    return without.length > 0 && areEnough(without) ? without : needed;
  }, routes);
}
