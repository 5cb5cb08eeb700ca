import { type GraphQLSchema, type GraphQLTypeResolver, isAbstractType, isObjectType } from 'graphql';
import { directCall, type Resolver } from './direct-call.ts';
import { type BuildSchemaOptions, getMetadataStorage } from './type-graphql.ts';

type Metadata = ReturnType<typeof getMetadataStorage>;
type AbstractMetadata = Metadata['unions'][number] | Metadata['interfaceTypes'][number];
type NamedMethod = Parameters<typeof directCall>[0] & { schemaName: string };

/** Gives the one instance of a resolver class. */
export type ResolverContainer = { get(resolverClass: unknown): unknown };

/** Resolvers by type and field, as federation's `buildSubgraphSchema` takes them. */
export type ResolverMap = Record<string, Record<string, unknown>>;

/**
 * The same resolvers, but classes' methods called without what type-graphql does on every call: a promise for each
 * argument, the look-up of the instance, middlewares, validation. Types of unions and interfaces are told without a
 * promise too. Where type-graphql does more than that, its resolver stays.
 * @param resolvers type-graphql's, of a schema that it has built: only then its metadata are complete
 * @param resolverClasses those of the schema; the metadata hold every class of the process
 */
export function withDirectResolvers(
  resolvers: ResolverMap,
  resolverClasses: BuildSchemaOptions['resolvers'],
  container: ResolverContainer,
): ResolverMap {
  const metadata = getMetadataStorage();
  const classes = new Set<unknown>(resolverClasses);
  const direct = { ...resolvers };
  const put = (type: string | undefined, method: NamedMethod) => {
    const field = type && direct[type]?.[method.schemaName];
    // Of two methods for one field type-graphql takes the first, which is put already.
    if (!field || field !== resolvers[type]?.[method.schemaName] || !classes.has(method.target)) return;
    const resolve = directCall(method, container.get(method.target), metadata);
    if (resolve) direct[type] = { ...direct[type], [method.schemaName]: inPlaceOf(field, resolve) };
  };

  for (const query of metadata.queries) put('Query', query);
  for (const mutation of metadata.mutations) put('Mutation', mutation);
  for (const subscription of metadata.subscriptions) put('Subscription', subscription);
  for (const field of metadata.fieldResolvers) {
    // Methods of the object type itself are called on what stands in the root's place.
    if (field.kind === 'external' && classes.has(field.target))
      put(nameOf(field.getObjectType?.(), metadata), field);
  }
  for (const type of [...metadata.unions, ...metadata.interfaceTypes]) {
    const resolveType = direct[type.name] && directTypeResolver(type, metadata);
    if (resolveType) direct[type.name] = { ...direct[type.name], __resolveType: resolveType };
  }
  return direct;
}

/** What of a schema `withDirectResolvers` has left to type-graphql: "Type.field", and names of unions and interfaces. */
export function indirectOf(schema: GraphQLSchema, before: ResolverMap, after: ResolverMap): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    const same = (name: string) =>
      before[type.name]?.[name] && before[type.name]?.[name] === after[type.name]?.[name];
    if (isAbstractType(type)) return same('__resolveType') ? [type.name] : [];
    if (!isObjectType(type)) return [];
    return Object.keys(type.getFields())
      .filter(same)
      .map((field) => `${type.name}.${field}`);
  });
}

/** A subscription has its source beside its resolver. */
function inPlaceOf(field: unknown, resolve: Resolver): unknown {
  return typeof field === 'object' ? { ...field, resolve } : resolve;
}

function nameOf(target: unknown, { objectTypes }: Metadata): string | undefined {
  return objectTypes.find((type) => type.target === target)?.name;
}

function directTypeResolver(
  { name, resolveType }: AbstractMetadata,
  metadata: Metadata,
): GraphQLTypeResolver<unknown, unknown> | null {
  // With two of one name in the process the metadata don't tell which of them this schema has.
  const isOnlyOne =
    [...metadata.unions, ...metadata.interfaceTypes].filter((type) => type.name === name).length === 1;
  if (!resolveType || !isOnlyOne) return null;
  const names = new Map(metadata.objectTypes.map((type) => [type.target as unknown, type.name]));
  const named = (type: unknown) => (typeof type === 'string' ? type : names.get(type));
  return (...parameters) => {
    const type = resolveType(...parameters);
    return type instanceof Promise ? type.then(named) : named(type);
  };
}
