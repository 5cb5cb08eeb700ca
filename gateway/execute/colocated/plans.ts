import { type DocumentNode, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { fieldsFor, type Reading } from './collect.ts';
import { noConditions, type Operation, operationOf } from './operation.ts';
import { hopIdOf } from './plan.hop.ts';
import { plannedSelection } from './plan.selection.ts';
import { plannedSource, type Source } from './plan.source.ts';
import { objectTypeOf, type Planning } from './planning.ts';
import { Reference } from './reference.ts';
import type { Values } from './request.ts';
import type { Routes } from './routes.ts';
import type { Selection } from './selection.ts';

/** An operation, worked out for one set of conditions. */
export type Plan = {
  operation: Operation;
  root: Selection;
  /** Null unless it is a subscription. */
  source: Source | null;
};

export type Plans = {
  /** @throws GraphQLError for a condition that may not be null; Error naming the field that nothing answers */
  planFor(document: DocumentNode, variables: Values): Plan;
};

/** Conditions multiply; who sends them all makes the gateway plan anew, but not remember. */
const maxPlansPerDocument = 64;

type Known = { operation: Operation; plans: Map<string, Plan> };

/** Plans each document once for each set of values that its conditions take. */
export function makePlans(schema: GraphQLSchema, routes: Routes): Plans {
  const known = new WeakMap<DocumentNode, Known>();
  const references = new Map<string, Reference>();

  const referenceFor: Planning['referenceFor'] = (route, typeName) => {
    const id = `${typeName} ${hopIdOf(route)}`;
    const found = references.get(id);
    if (found) return found;
    const { home, key, requires } = route;
    const [only, ...others] = key.fields;
    const isPlain =
      others.length === 0 && requires.length === 0 && only?.kind === 'Field' && !only.selectionSet;
    const made = new Reference(
      references.size,
      home,
      objectTypeOf(home, typeName),
      isPlain ? only.name.value : undefined,
    );
    references.set(id, made);
    return made;
  };

  function planOf(operation: Operation, conditions: Values): Plan {
    const { definition, fragments, definitions } = operation;
    const reading: Reading = { schema, fragments, conditions };
    let fields = 0;
    const planning: Planning = {
      routes,
      reading,
      definitions,
      isInner: false,
      sought: new Set(),
      referenceFor,
      select: plannedSelection,
      nextNumber: () => fields++,
    };
    const typeName = schema.getRootType(definition.operation)?.name;
    if (typeName === undefined) throw new Error(`The graph has no ${definition.operation}`);
    const asked = fieldsFor(typeName, definition.selectionSet.selections, reading);
    if (definition.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { operation, root: plannedSelection({ planning, typeName, places: [] }, asked), source: null };
    }
    const [nodes] = asked.values();
    const [route] = routes.routesTo(typeName, nodes?.[0]?.name.value ?? '', [], planning.sought);
    if (!route) throw new Error('Nothing answers the subscription');
    // An event is an object of the service that made it.
    const planned = { planning, typeName, places: [{ home: route.home, provided: [] }] };
    return {
      operation,
      root: plannedSelection(planned, asked),
      source: plannedSource(planned, asked, route.home),
    };
  }

  return {
    planFor(document, variables) {
      let entry = known.get(document);
      if (entry === undefined) {
        entry = { operation: operationOf(document), plans: new Map() };
        known.set(document, entry);
      }
      const { operation, plans } = entry;
      const conditions = operation.conditionsOf(variables);
      const id = conditions === noConditions ? '' : JSON.stringify(conditions);
      const found = plans.get(id);
      if (found !== undefined) return found;
      if (plans.size >= maxPlansPerDocument) plans.clear();
      const made = planOf(operation, conditions);
      plans.set(id, made);
      return made;
    },
  };
}
