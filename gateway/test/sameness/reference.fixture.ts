import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  execute,
  type GraphQLFieldConfig,
  GraphQLList,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  subscribe,
} from 'graphql';
import { AppError } from '../../../services/shared/errors.ts';
import type { OpenSubgraph } from '../../../services/shared/open-subgraph.ts';
import type { Executor } from '../../execute/executor.ts';
import type { Supergraph } from '../../supergraph.ts';

type Context = Readonly<Record<string, object>>;

/** What one service knows of an entity of another: its key. */
class Reference {
  readonly #found = new Map<OpenSubgraph, Promise<unknown>>();

  constructor(
    readonly typeName: string,
    readonly key: Readonly<Record<string, unknown>>,
  ) {}

  /** The entity, as a service has it; looked up once. */
  found(service: OpenSubgraph, context: Context, info: GraphQLResolveInfo): Promise<unknown> {
    const known = this.#found.get(service);
    if (known) return known;
    const extensions = service.schema.getType(this.typeName)?.extensions as Partial<ApolloExtensions>;
    const reference = { __typename: this.typeName, ...this.key };
    const found = (async () =>
      extensions.apollo?.subgraph.resolveReference(reference, context[service.name], info))();
    this.#found.set(service, found);
    return found;
  }
}

type ApolloExtensions = {
  apollo: {
    subgraph: { resolveReference(reference: object, context: unknown, info: GraphQLResolveInfo): unknown };
  };
};

/** Keys of the entities that stand between the two services. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  Service: ['code'],
  KbliCode: ['edition', 'code'],
};

/**
 * Our graph as one service would serve it, which is what both executors have to come up to: graphql-js on the public
 * schema, each field by the resolver of its service. Knows where our services meet and nothing of supergraphs.
 * @param isLenient every output may be null, so that each error stands where it arises and none hides another
 */
export function makeReference(
  { publicSchema }: Supergraph,
  [pricing, chat, access]: readonly [OpenSubgraph, OpenSubgraph, OpenSubgraph],
  isLenient = false,
): Executor {
  const services = [pricing, chat, access];
  const ownTypeOf = (name: string): GraphQLNamedType | undefined =>
    services.map(({ schema: own }) => own.getType(name)).find((type) => type !== undefined);

  const schema = mapSchema(publicSchema, {
    [MapperKind.ENUM_TYPE]: (type) => {
      const own = ownTypeOf(type.name);
      return isEnumType(own) ? own : type;
    },
    [MapperKind.SCALAR_TYPE]: (type) => (ownTypeOf(type.name) as typeof type) ?? type,
    [MapperKind.ABSTRACT_TYPE]: (type) => {
      const own = ownTypeOf(type.name);
      if (!isAbstractType(own)) return type;
      const resolveType: typeof own.resolveType = (value, context, info) =>
        value instanceof Reference ? value.typeName : own.resolveType?.(value, context, info, own as never);
      return new (type.constructor as new (config: object) => typeof type)({
        ...type.toConfig(),
        resolveType,
      });
    },
    [MapperKind.OBJECT_FIELD]: (config, fieldName, typeName) => ownField(config, fieldName, typeName),
    [MapperKind.INTERFACE_FIELD]: (config) =>
      isLenient ? { ...config, type: nullable(config.type) } : config,
  });

  function ownField(config: GraphQLFieldConfig<unknown, Context>, fieldName: string, typeName: string) {
    const isKey = keysOf[typeName]?.includes(fieldName);
    const service = services.find(({ schema: { getType }, schema: own }) => {
      const type = getType.call(own, typeName);
      return isObjectType(type) && type.getFields()[fieldName] !== undefined;
    });
    const type = service?.schema.getType(typeName);
    if (!service || !isObjectType(type)) throw new Error(`Nobody has ${typeName}.${fieldName}`);
    const { resolve = defaultFieldResolver, subscribe: open } = type.getFields()[fieldName] ?? {};

    const answer = async (parent: unknown, args: object, context: Context, info: GraphQLResolveInfo) => {
      const own = context[service.name];
      const { returnType } = originalOf(info);
      const key = keysOf[typeName];
      // Pricing's own objects are handed on to chat by their keys.
      const isForeign = key && service === chat && !(parent instanceof Reference);
      const source = isForeign ? new Reference(typeName, keyOf(key, parent as object)) : parent;
      if (source instanceof Reference && isKey) return source.key[fieldName];
      const found = source instanceof Reference ? await source.found(service, context, info) : source;
      if (found instanceof Error) throw found;
      if (!(source instanceof Reference) || (found !== null && found !== undefined)) {
        return settled(await referred(await resolve(found, args, own, info), returnType), returnType);
      }
      if (!isNonNullType(returnType)) return null;
      throw new AppError('DOWNSTREAM_SERVICE_ERROR', `no service gave a value for ${typeName}.${fieldName}`);
    };
    return {
      ...config,
      type: isLenient ? nullable(config.type) : config.type,
      resolve: answer,
      ...(open && {
        subscribe: (parent: unknown, args: object, context: Context, info: GraphQLResolveInfo) =>
          open(parent, args, context[service.name], info),
      }),
    };
  }

  const originalOf = ({ parentType, fieldName }: GraphQLResolveInfo) => {
    const type = publicSchema.getType(parentType.name);
    if (!isObjectType(type)) throw new Error(`${parentType.name} is no type of the public schema`);
    const field = type.getFields()[fieldName];
    if (!field) throw new Error(`${parentType.name}.${fieldName} is no field of the public schema`);
    return { returnType: field.type };
  };

  /** Chat names entities of pricing where it cites them. */
  async function referred(value: unknown, type: GraphQLOutputType): Promise<unknown> {
    if (String(type) !== 'CitationSource' || value === null || value === undefined) return value;
    const own = chat.schema.getType('CitationSource');
    if (!isAbstractType(own) || value instanceof Error) return value;
    const name = String(await own.resolveType?.(value, {}, {} as GraphQLResolveInfo, own as never));
    const key = keysOf[name];
    return key ? new Reference(name, keyOf(key, value)) : value;
  }

  /** With an error in place of every null that may not be. */
  function settled(value: unknown, type: GraphQLOutputType): unknown {
    if (!isLenient) return value;
    if (isNonNullType(type)) {
      return value === null || value === undefined
        ? new Error('null where none may be')
        : settled(value, type.ofType);
    }
    if (!isListType(type) || !Array.isArray(value)) return value;
    return value.map((item) => settled(item, type.ofType));
  }

  return (document, variables, context) => {
    const contextValue = Object.fromEntries(
      services.map((service) => [service.name, service.contextFor(context)]),
    );
    const given = { schema, document, variableValues: variables, contextValue };
    const isStream = document.definitions.some(
      (node) => 'operation' in node && node.operation === 'subscription',
    );
    return isStream ? subscribe(given) : execute(given);
  };
}

function keyOf(names: readonly string[], value: object): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, Reflect.get(value, name)]));
}

function nullable(type: GraphQLOutputType): GraphQLOutputType {
  if (isNonNullType(type)) return nullable(type.ofType);
  return isListType(type) ? new GraphQLList(nullable(type.ofType)) : type;
}
