import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionNode,
} from 'graphql';
import { applied, type Given } from './applied.ts';
import { refuseUnknownFeatures } from './join.refusals.ts';

/** One `@key` of a type in one service. */
export type Key = { text: string; fields: readonly SelectionNode[]; isResolvable: boolean };

/** A field as one service has it. */
export type FieldIn = {
  /** Whether the service answers the field: neither external nor overridden by another service. */
  isAnswered: boolean;
  requires: readonly SelectionNode[];
  provides: readonly SelectionNode[];
};

export type JoinedType = {
  /** By name of each service that has the type. */
  keys: ReadonlyMap<string, readonly Key[]>;
  /** By field name, then by name of each service that has the field. */
  fields: ReadonlyMap<string, ReadonlyMap<string, FieldIn>>;
};

/** What the supergraph says about who answers what. */
export type Join = {
  /** The whole graph, what clients don't see included. */
  schema: GraphQLSchema;
  services: readonly string[];
  /** Objects and interfaces by name. */
  types: ReadonlyMap<string, JoinedType>;
};

/**
 * Reads the directives of a supergraph (join spec v0.2 to v0.5).
 * @throws Error naming type, field and feature where it asks for what the co-located executor does not do
 */
export function joinOf(supergraph: DocumentNode): Join {
  const schema = buildASTSchema(supergraph, { assumeValid: true, assumeValidSDL: true });
  const graphs = schema.getType('join__Graph')?.astNode;
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) throw new Error('The supergraph names no services');
  const names = new Map(
    (graphs.values ?? []).map((value) => [
      value.name.value,
      String(applied(value.directives, 'join__graph')[0]?.name),
    ]),
  );
  refuseUnknownFeatures(schema);
  const types = new Map<string, JoinedType>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) || isInterfaceType(type)) types.set(type.name, joinedType(type, names));
  }
  return { schema, services: [...names.values()], types };
}

/** Names of the services that a supergraph is made of, without reading the rest of it. */
export function serviceNames(sdl: string): string[] {
  return [...sdl.matchAll(/@join__graph\(name: "([^"]+)"/g)].map(([, name = '']) => name);
}

function joinedType(
  type: GraphQLNamedType & { getFields(): Record<string, GraphQLField<unknown, unknown>> },
  names: ReadonlyMap<string, string>,
): JoinedType {
  const keys = new Map<string, Key[]>();
  for (const { graph, key, resolvable } of applied(type.astNode?.directives, 'join__type')) {
    const service = names.get(String(graph)) ?? '';
    const known = keys.get(service) ?? [];
    keys.set(service, known);
    if (typeof key === 'string') {
      known.push({ text: key, fields: fieldSet(key), isResolvable: resolvable !== false });
    }
  }
  const fields = new Map<string, ReadonlyMap<string, FieldIn>>();
  for (const field of Object.values(type.getFields())) {
    const joins = applied(field.astNode?.directives, 'join__field');
    fields.set(
      field.name,
      joins.length === 0
        ? new Map([...keys.keys()].map((service) => [service, fieldIn({})]))
        : new Map(joins.map((given) => [names.get(String(given.graph)) ?? '', fieldIn(given)])),
    );
  }
  return { keys, fields };
}

function fieldIn({ external, usedOverridden, requires, provides }: Given): FieldIn {
  return {
    isAnswered: external !== true && usedOverridden !== true,
    requires: typeof requires === 'string' ? fieldSet(requires) : [],
    provides: typeof provides === 'string' ? fieldSet(provides) : [],
  };
}

/** The selections that the text of a FieldSet stands for. */
export function fieldSet(text: string): readonly SelectionNode[] {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
}
