import { isNonNullType } from 'graphql';
import type { Asked } from './collect.ts';
import type { FieldStep } from './field-step.ts';
import { fieldOf, type Home } from './home.ts';
import type { Resolve } from './info.ts';
import { asGiven } from './joint.ts';
import { factsOf, plannedField } from './plan.field.ts';
import type { Planned } from './planning.ts';

/** Where the events of a subscription come from. */
export type Source = {
  /** Fails in the name of the field that the client asked for. */
  field: FieldStep;
  subscribe: Resolve;
};

/** The source of a subscription's one field. */
export function plannedSource(planned: Planned, asked: Asked, home: Home): Source {
  const [[key, nodes] = ['', []]] = asked;
  const { typeName, planning } = planned;
  const { facts, field } = factsOf(home, typeName, nodes);
  const outer = fieldOf(planning.reading.schema, typeName, facts.fieldName);
  const completer = { ...asGiven, isNullable: outer === undefined || !isNonNullType(outer.type) };
  return {
    field: plannedField(planned, { key, nodes, home, completer }),
    subscribe: (field.subscribe as Resolve | undefined) ?? noSource,
  };
}

/** As graphql-js, which then looks for a property of a root value that nobody gives. */
const noSource: Resolve = () => undefined;
