import {
  type ConstDirectiveNode,
  type DocumentNode,
  isTypeDefinitionNode,
  Kind,
  valueFromASTUntyped,
  visit,
} from 'graphql';

/** How many items a list may hold: `@listSize` of the cost specification, v0.1. */
export type ListSize = {
  assumedSize?: number;
  /** Arguments that say how many; the largest that is given counts. */
  slicingArguments?: readonly string[];
  /** Lists of the field's type that the size is of. Absent: the field is the list itself. */
  sizedFields?: readonly string[];
  requireOneSlicingArgument?: boolean;
};

/** For how long and for whom an answer may be kept: `@cacheControl`, with the meaning that Apollo Server gave it. */
export type CacheHint = { maxAge?: number; scope?: 'PUBLIC' | 'PRIVATE'; inheritMaxAge?: boolean };

/** What a type or field says of itself to the gateway. Clients do not see it. */
export type Hint = { weight?: number; listSize?: ListSize; cache?: CacheHint };

export type GraphHints = {
  /** @returns an empty hint for a type that says nothing, or that is not there */
  ofType(type: string): Hint;
  ofField(type: string, field: string): Hint;
};

const unhinted: Hint = {};

/**
 * Reads the hints of a composed graph.
 * @throws Error naming a hint that would not be followed
 */
export function graphHints(supergraph: DocumentNode): GraphHints {
  const types = new Map<string, Hint>();
  const fields = new Map<string, Hint>();
  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const type = definition.name.value;
    types.set(type, hintOf(type, definition.directives));
    for (const field of 'fields' in definition ? (definition.fields ?? []) : []) {
      const name = `${type}.${field.name.value}`;
      fields.set(name, hintOf(name, field.directives));
    }
  }
  refuseArgumentWeights(supergraph);
  return {
    ofType: (type) => types.get(type) ?? unhinted,
    ofField: (type, field) => fields.get(`${type}.${field}`) ?? unhinted,
  };
}

function hintOf(place: string, directives: readonly ConstDirectiveNode[] = []): Hint {
  const hint: Hint = {};
  for (const { name, arguments: given = [] } of directives) {
    const values = Object.fromEntries(given.map((one) => [one.name.value, valueFromASTUntyped(one.value)]));
    if (name.value === 'cost') hint.weight = Number(values.weight);
    if (name.value === 'listSize') hint.listSize = values;
    if (name.value === 'cacheControl') hint.cache = values;
  }
  const { slicingArguments, requireOneSlicingArgument = true } = hint.listSize ?? {};
  if (slicingArguments && requireOneSlicingArgument) {
    throw new Error(`@listSize at ${place}: requireOneSlicingArgument is not followed, so it must be false`);
  }
  return Object.keys(hint).length === 0 ? unhinted : hint;
}

function refuseArgumentWeights(supergraph: DocumentNode): void {
  visit(supergraph, {
    DirectiveDefinition: () => false,
    [Kind.INPUT_VALUE_DEFINITION]({ name, directives }) {
      if (!directives?.some((directive) => directive.name.value === 'cost')) return;
      throw new Error(`@cost at the argument or input field "${name.value}" is not followed`);
    },
  });
}
