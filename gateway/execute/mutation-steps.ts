import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import { fieldsFor, type Reading } from './colocated/collect.ts';
import type { Operation } from './colocated/operation.ts';

/**
 * A mutation as one operation for each of its response keys. A plan would ask other services only after the last
 * mutation, when what they tell of the first one has changed; GraphQL completes each before the next one begins
 * (October 2021, section 6.2.2).
 * @param conditions values of the variables that `@skip` and `@include` ask for
 * @returns in the order in which they run; none when nothing is asked
 */
export function mutationSteps(
  schema: GraphQLSchema,
  { definition, fragments }: Operation,
  conditions: Reading['conditions'],
): readonly DocumentNode[] {
  const typeName = schema.getMutationType()?.name ?? '';
  const reading = { schema, fragments, conditions };
  const asked = fieldsFor(typeName, definition.selectionSet.selections, reading);
  return [...asked.values()].map((selections) => ({
    kind: Kind.DOCUMENT,
    definitions: [
      { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } },
      ...Object.values(fragments),
    ],
  }));
}

/** Runs one step after the other; a null that takes the whole answer down ends them. */
export async function inSeries(
  steps: readonly DocumentNode[],
  run: (step: DocumentNode) => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const data: Record<string, unknown> = {};
  const errors: GraphQLError[] = [];
  const told = () => (errors.length > 0 ? { errors } : {});
  for (const step of steps) {
    const result = await run(step);
    errors.push(...(result.errors ?? []));
    if (!result.data) return { ...told(), data: null };
    Object.assign(data, result.data);
  }
  return { ...told(), data };
}
