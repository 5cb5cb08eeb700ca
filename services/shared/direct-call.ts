import type { GraphQLFieldResolver } from 'graphql';
import { conversionTo } from './input-conversion.ts';
import type { getMetadataStorage } from './type-graphql.ts';

type Metadata = ReturnType<typeof getMetadataStorage>;
type MethodMetadata = Pick<
  Metadata['queries'][number],
  'target' | 'methodName' | 'params' | 'middlewares' | 'roles'
>;
type InputMetadata = Pick<Metadata, 'inputTypes' | 'enums'>;
type Parameter = NonNullable<MethodMetadata['params']>[number];
type ArgumentMetadata = Extract<Parameter, { kind: 'arg' }>;

type Values = Readonly<Record<string, unknown>>;
export type Resolver = GraphQLFieldResolver<Values, Values>;
type Getter = (...parameters: Parameters<Resolver>) => unknown;

/**
 * Calls a method of a resolver class with its parameters read from what GraphQL gives: value in, value out, and what
 * the method throws is thrown.
 * @param metadata the inputs and enums that arguments may be
 * @returns null when type-graphql does more on the way: middlewares, roles, validation, decorators of parameters of
 *   one's own, roots and arguments that are made instances of a class that is no input
 */
export function directCall(
  { methodName, params = [], middlewares = [], roles }: MethodMetadata,
  instance: unknown,
  metadata: InputMetadata,
): Resolver | null {
  const method = (instance as Readonly<Record<string, unknown>> | undefined)?.[methodName];
  if (typeof method !== 'function' || middlewares.length > 0 || roles) return null;
  const inOrder = [...params].sort((one, other) => one.index - other.index);
  const getters = inOrder.map((parameter) => getterOf(parameter, metadata));
  if (!getters.every((getter) => getter !== null)) return null;
  const resolve = calling(method as Method, instance, getters);
  if (params.every(({ kind }) => kind !== 'info')) infoless.add(resolve);
  return resolve;
}

const infoless = new WeakSet<object>();

/** Whether a resolver is known to read no info, so that nobody has to make any for it. */
export function readsNoInfo(resolve: object): boolean {
  return infoless.has(resolve);
}

function getterOf(parameter: Parameter, metadata: InputMetadata): Getter | null {
  switch (parameter.kind) {
    case 'arg':
      return argumentGetter(parameter, metadata);
    case 'root': {
      const { propertyName: name, getType } = parameter;
      if (getType) return null;
      return name ? (root) => root[name] : (root) => root;
    }
    case 'context': {
      const { propertyName: name } = parameter;
      return name ? (_root, _args, context) => context[name] : (_root, _args, context) => context;
    }
    case 'info':
      return (_root, _args, _context, info) => info;
    default:
      return null;
  }
}

function argumentGetter(argument: ArgumentMetadata, metadata: InputMetadata): Getter | null {
  const { name, validateFn, validateSettings } = argument;
  const convert = conversionTo(argument.getType(), metadata);
  if (!convert || validateFn || validateSettings !== undefined) return null;
  return (_root, args) => convert(args[name]);
}

type Method = (...values: unknown[]) => unknown;

// Written out for the usual numbers of parameters: an array of them costs more than the rest of the call.
function calling(method: Method, instance: unknown, getters: readonly Getter[]): Resolver {
  const [one, two, three, four] = getters;
  if (!one) return () => method.call(instance);
  if (!two) return (root, args, context, info) => method.call(instance, one(root, args, context, info));
  if (!three) {
    return (root, args, context, info) =>
      method.call(instance, one(root, args, context, info), two(root, args, context, info));
  }
  if (!four) {
    return (root, args, context, info) =>
      method.call(
        instance,
        one(root, args, context, info),
        two(root, args, context, info),
        three(root, args, context, info),
      );
  }
  if (getters.length === 4) {
    return (root, args, context, info) =>
      method.call(
        instance,
        one(root, args, context, info),
        two(root, args, context, info),
        three(root, args, context, info),
        four(root, args, context, info),
      );
  }
  return (root, args, context, info) =>
    method.apply(
      instance,
      getters.map((getter) => getter(root, args, context, info)),
    );
}
