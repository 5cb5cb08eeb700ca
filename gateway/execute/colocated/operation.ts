import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLBoolean,
  Kind,
  type VariableDefinitionNode,
  valueFromAST,
  visit,
} from 'graphql';
import type { KnownOperation, Values } from './request.ts';

/** An operation with what a plan of it hangs on. */
export type Operation = KnownOperation & {
  definitions: ReadonlyMap<string, VariableDefinitionNode>;
  /** The values of the variables that `@skip` and `@include` ask for; the same object when they ask for none. */
  conditionsOf(variables: Values): Values;
};

/** @throws Error when the document holds no operation */
export function operationOf(document: DocumentNode): Operation {
  const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!definition) throw new Error('The document holds no operation');
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  }
  const definitions = new Map(
    (definition.variableDefinitions ?? []).map((node) => [node.variable.name.value, node]),
  );
  const asked = [...conditionVariables(document)].map((name) => {
    const value = definitions.get(name)?.defaultValue;
    return { name, ofDocument: value && valueFromAST(value, GraphQLBoolean) };
  });
  return {
    definition,
    fragments,
    definitions,
    conditionsOf: (variables) => (asked.length === 0 ? noConditions : valuesOf(asked, variables)),
  };
}

type Condition = { name: string; ofDocument: unknown };

export const noConditions: Values = {};

function valuesOf(conditions: readonly Condition[], variables: Values): Values {
  return Object.fromEntries(
    conditions.map(({ name, ofDocument }) => [
      name,
      Object.hasOwn(variables, name) ? variables[name] : ofDocument,
    ]),
  );
}

function conditionVariables(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return names;
}
