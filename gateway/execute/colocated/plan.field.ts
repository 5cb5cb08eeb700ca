import type { FieldNode } from 'graphql';
import { subgraphFailure } from '../../subgraph.failure.ts';
import { argumentsOf, type ReadArguments } from './arguments.ts';
import type { Completer } from './completer.ts';
import { FieldStep } from './field-step.ts';
import type { Home } from './home.ts';
import type { FieldFacts, Resolve } from './info.ts';
import type { Planned } from './planning.ts';
import { objectTypeOf } from './planning.ts';
import type { Request, Values } from './request.ts';

type FieldPlan = {
  key: string | number;
  nodes: readonly FieldNode[];
  home: Home;
  completer: Completer;
};

/** One field as its service answers it. */
export function plannedField(
  { planning, typeName }: Planned,
  { key, nodes, home, completer }: FieldPlan,
): FieldStep {
  const { facts, field } = factsOf(home, typeName, nodes);
  let args: Values | ReadArguments;
  try {
    args = argumentsOf(field, nodes[0] as FieldNode, home, planning.definitions);
  } catch (reason) {
    // The document is valid for the graph and not for this service: as if it had refused the call.
    args = (_request: Request) => {
      throw subgraphFailure(home.name, reason);
    };
  }
  return new FieldStep({
    key,
    home,
    facts,
    resolve: (field.resolve as Resolve | undefined) ?? null,
    args,
    number: planning.nextNumber(),
    completer,
  });
}

/** The service's own definition of a field, and what resolvers are told of it. */
export function factsOf(home: Home, typeName: string, nodes: readonly FieldNode[]) {
  const parentType = objectTypeOf(home, typeName);
  const fieldName = nodes[0]?.name.value ?? '';
  const field = parentType.getFields()[fieldName];
  if (!field) throw new Error(`The service ${home.name} has no ${typeName}.${fieldName}`);
  const facts: FieldFacts = {
    fieldName,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    schema: home.schema,
  };
  return { facts, field };
}
