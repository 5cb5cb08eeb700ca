import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLInt,
  type GraphQLSchema,
  parse,
  specifiedDirectives,
} from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import {
  indirectOf,
  type ResolverContainer,
  type ResolverMap,
  withDirectResolvers,
} from './direct-resolvers.ts';
import { type BuildSchemaOptions, buildSchema, createResolversMap } from './type-graphql.ts';

/**
 * What the classes' directives mean. Caching hints are no part of federation: they come through composition only with a
 * link of their own. Hints of cost are, since v2.9.
 */
const specifications = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@cost", "@listSize", "@composeDirective"]
  )
  @link(
    url: "https://zantara.balizero.com/specs/cacheControl/v1.0"
    import: ["@cacheControl", "CacheControlScope"]
  )
  @composeDirective(name: "@cacheControl")`;

/** Printed with the schema; federation's own directives are defined by its link. */
const cacheControl = new GraphQLDirective({
  name: 'cacheControl',
  args: {
    maxAge: { type: GraphQLInt },
    scope: { type: new GraphQLEnumType({ name: 'CacheControlScope', values: { PUBLIC: {}, PRIVATE: {} } }) },
    inheritMaxAge: { type: GraphQLBoolean },
  },
  locations: [
    DirectiveLocation.FIELD_DEFINITION,
    DirectiveLocation.OBJECT,
    DirectiveLocation.INTERFACE,
    DirectiveLocation.UNION,
  ],
});

/** Resolves one reference to an entity; null when there is no such entity. */
type ReferenceResolver = (reference: never, context: never) => unknown;

type SubgraphOptions = Pick<BuildSchemaOptions, 'resolvers' | 'orphanedTypes' | 'pubSub'> & {
  /** The instances of the classes; without it type-graphql makes and calls them, which is slower. */
  container?: ResolverContainer;
  /** By type name: how an entity is found by its key. */
  references: Record<string, ReferenceResolver>;
};

export type SubgraphSchema = {
  /** Executable, with `_entities` and `_service`. */
  schema: GraphQLSchema;
  /** What composition reads: the classes printed, with federation's directives. */
  sdl: string;
  /** Fields, and unions and interfaces, that type-graphql resolves itself, each with promises: none that is called often. */
  indirect: readonly string[];
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
    directives: [...specifiedDirectives, cacheControl],
    skipCheck: true,
  });
  const known = createResolversMap(schema) as ResolverMap;
  const { container } = options;
  const resolvers = container ? withDirectResolvers(known, options.resolvers, container) : { ...known };
  const indirect = indirectOf(schema, known, resolvers);
  for (const [type, resolve] of Object.entries(references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve };
  }
  const sdl = `${specifications}\n\n${printSchemaWithDirectives(schema)}\n`;
  return {
    schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]),
    sdl,
    indirect,
  };
}
