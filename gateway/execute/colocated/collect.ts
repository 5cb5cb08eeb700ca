import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';

/** Fields by response key, in the order in which graphql-js answers them; those under one key are merged. */
export type Asked = ReadonlyMap<string, readonly FieldNode[]>;

/** What a selection means: where its types and fragments come from, and what its conditions say. */
export type Reading = {
  schema: GraphQLSchema;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Values of the variables that `@skip` and `@include` ask for. */
  conditions: Readonly<Record<string, unknown>>;
};

/** The fields that a selection asks of one object type (GraphQL October 2021, section 6.3.2). */
export function fieldsFor(typeName: string, selections: readonly SelectionNode[], reading: Reading): Asked {
  const asked = new Map<string, FieldNode[]>();
  collect(typeName, selections, reading, asked, new Set());
  return asked;
}

/** The fields that merged fields ask of the object that they hold. */
export function fieldsBelow(typeName: string, nodes: readonly FieldNode[], reading: Reading): Asked {
  const asked = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  for (const { selectionSet } of nodes) {
    if (selectionSet) collect(typeName, selectionSet.selections, reading, asked, seen);
  }
  return asked;
}

function collect(
  typeName: string,
  selections: readonly SelectionNode[],
  reading: Reading,
  asked: Map<string, FieldNode[]>,
  seen: Set<string>,
): void {
  for (const selection of selections) {
    if (!isIncluded(selection, reading)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = asked.get(key);
      if (nodes) nodes.push(selection);
      else asked.set(key, [selection]);
      continue;
    }
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
    if (isSpread && seen.has(selection.name.value)) continue;
    if (isSpread) seen.add(selection.name.value);
    const fragment = isSpread ? reading.fragments[selection.name.value] : selection;
    if (!fragment || !applies(fragment.typeCondition?.name.value, typeName, reading.schema)) continue;
    collect(typeName, fragment.selectionSet.selections, reading, asked, seen);
  }
}

/** @throws GraphQLError for a condition that may not be null */
export function isIncluded(node: SelectionNode, { conditions }: Pick<Reading, 'conditions'>): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, { ...conditions })?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, { ...conditions })?.if !== false;
}

/** Whether a fragment on the condition holds for every object of the type. */
export function applies(condition: string | undefined, typeName: string, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === typeName) return true;
  const type = schema.getType(typeName);
  const conditional = schema.getType(condition);
  if (!isAbstractType(conditional) || !(isObjectType(type) || isInterfaceType(type))) return false;
  return schema.isSubType(conditional, type);
}
