import { type DocumentNode, Kind, type SelectionNode, visit } from 'graphql';
import { calledFields, type Representation } from './called-fields.ts';
import { applied } from './colocated/applied.ts';
import { fieldSet } from './colocated/join.ts';

/** What fields need of other services, by "Type.field". */
type Required = ReadonlyMap<string, readonly SelectionNode[]>;

type Variables = Record<string, unknown>;

/** What `@requires` says in a supergraph (join spec v0.3), by service; no entry for one that requires nothing. */
export function requiredFields(supergraph: DocumentNode): ReadonlyMap<string, Required> {
  const byService = new Map<string, Map<string, readonly SelectionNode[]>>();
  const serviceOf = new Map<unknown, unknown>();
  visit(supergraph, {
    EnumValueDefinition({ name, directives }) {
      for (const graph of applied(directives, 'join__graph')) serviceOf.set(name.value, graph.name);
    },
  });
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      for (const { graph, requires } of applied(field.directives, 'join__field')) {
        if (typeof requires !== 'string') continue;
        const service = String(serviceOf.get(graph));
        const fields = byService.get(service) ?? new Map<string, readonly SelectionNode[]>();
        fields.set(`${type.name.value}.${field.name.value}`, fieldSet(requires));
        byService.set(service, fields);
      }
    }
  }
  return byService;
}

/**
 * The variables of a call, with a null for each required value that is null: the runtime leaves those out, and a
 * service could not tell them from values that nobody asked for (router-runtime 1.4.23). Fills the lists in place.
 * @param required what the called service requires
 */
export function withRequiredNulls(
  required: Required | undefined,
  document: DocumentNode,
  variables: Variables | undefined,
): Variables | undefined {
  if (!required || !variables) return variables;
  for (const { entities } of calledFields(document, variables)) {
    for (const { representation, fields } of entities ?? []) {
      for (const field of fields) {
        const selection = required.get(`${representation.__typename}.${field.name.value}`);
        if (selection) fillNulls(representation, selection);
      }
    }
  }
  return variables;
}

function fillNulls(value: Representation, selections: readonly SelectionNode[]): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition === undefined || condition === value.__typename)
        fillNulls(value, selection.selectionSet.selections);
    } else if (selection.kind === Kind.FIELD) {
      const { name, selectionSet } = selection;
      value[name.value] ??= null;
      if (selectionSet)
        for (const each of objectsIn(value[name.value])) fillNulls(each, selectionSet.selections);
    }
  }
}

/** The objects in a value, through lists of any depth. */
function objectsIn(value: unknown): Representation[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return typeof value === 'object' && value !== null ? [value as Representation] : [];
}
