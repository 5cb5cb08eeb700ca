import { GraphQLError } from 'graphql';

/** No field of a service begins with it. */
const prefix = 'alias__';

/**
 * The name under which services are asked for a field. An alias gets a name that no field has: the runtime looks for
 * keys and required fields in the same objects, and would take `id: name` for the id (router-runtime 1.4.23).
 */
export function askedKey(fieldName: string, responseKey: string | number): string | number {
  return responseKey === fieldName ? responseKey : `${prefix}${responseKey}`;
}

/** The error with the path that the client knows. */
export function withClientPath(error: GraphQLError): GraphQLError {
  if (!error.path?.some(isAlias)) return error;
  const path = error.path.map((key) => (isAlias(key) ? key.slice(prefix.length) : key));
  const { message, extensions, originalError = error } = error;
  return new GraphQLError(message, { path, extensions, originalError });
}

function isAlias(key: string | number): key is string {
  return typeof key === 'string' && key.startsWith(prefix);
}
