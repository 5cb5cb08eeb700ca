import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { type BuildSchemaOptions, buildSchema, createResolversMap } from './type-graphql.ts';

const federationLink = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@authenticated", "@requiresScopes"]
)`;

/** Resolves one reference to an entity; null when there is no such entity. */
type ReferenceResolver = (reference: never, context: never) => unknown;

type SubgraphOptions = Omit<BuildSchemaOptions, 'scalarsMap' | 'skipCheck'> & {
  /** By type name: how an entity is found by its key. */
  references: Record<string, ReferenceResolver>;
};

export type SubgraphSchema = {
  /** Executable, with `_entities` and `_service`. */
  schema: GraphQLSchema;
  /** What composition reads: the classes printed, with federation's directives. */
  sdl: string;
};

/**
 * Builds the federation schema of a subgraph from its type-graphql classes.
 * @param options the classes (always listed explicitly: type-graphql's metadata is global to the process) and
 *   the reference resolver of each entity
 */
export async function buildSubgraph({ references, ...options }: SubgraphOptions): Promise<SubgraphSchema> {
  const schema = await buildSchema({
    ...options,
    scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
    skipCheck: true,
  });
  const resolvers = createResolversMap(schema) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve };
  }
  const sdl = `${federationLink}\n\n${printSchemaWithDirectives(schema)}\n`;
  return { schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]), sdl };
}
