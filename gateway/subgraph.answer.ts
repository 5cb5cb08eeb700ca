import { type ExecutionResult, GraphQLError } from 'graphql';
import { httpStatusOf } from '../services/shared/errors.ts';
import { subgraphFailure } from './subgraph.failure.ts';

type Values = Record<string, unknown>;
type GivenError = { message: string; path?: (string | number)[]; extensions?: Values };

/**
 * What a service's JSON says. Errors with a code of ours stay as they are; all others become a failure of the service,
 * told by its name only.
 * @throws Error when it is no GraphQL result
 */
export function subgraphResult(name: string, json: unknown): ExecutionResult {
  if (!isValues(json)) throw notGraphql('no object');
  const { data, errors } = json;
  // A check by hand: this is done for every answer, and nearly all have data and no errors.
  if (data !== null && data !== undefined && !isValues(data)) throw notGraphql('other data than an object');
  if (errors === undefined) return { data };
  if (!Array.isArray(errors) || !errors.every(isError)) throw notGraphql('errors of another form');
  return { data, errors: errors.map((error) => errorOf(name, error)) };
}

function errorOf(name: string, { message, path, extensions = {} }: GivenError): GraphQLError {
  const { stacktrace: _stacktrace, ...kept } = extensions;
  if (typeof kept.code === 'string' && Object.hasOwn(httpStatusOf, kept.code)) {
    return new GraphQLError(message, { path, extensions: kept });
  }
  const failure = subgraphFailure(name, new Error(message));
  return new GraphQLError(failure.message, { path, originalError: failure, extensions: failure.extensions });
}

function isError(error: unknown): error is GivenError {
  if (!isValues(error)) return false;
  const { message, path, extensions } = error;
  if (typeof message !== 'string' || (extensions !== undefined && !isValues(extensions))) return false;
  return path === undefined || (Array.isArray(path) && path.every(isKey));
}

function isKey(key: unknown): boolean {
  return typeof key === 'string' || typeof key === 'number';
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notGraphql(what: string): Error {
  return new Error(`answered with no GraphQL result: ${what}`);
}
