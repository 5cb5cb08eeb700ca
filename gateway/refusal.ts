import { GraphQLError } from 'graphql';

/** Codes of faults in the document itself; they belong to GraphQL over HTTP, not to our own list. */
export type DocumentFault =
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'PERSISTED_QUERY_NOT_FOUND';

/** Why an operation is not run at all: every fault that was found in it. */
export class Refusal extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super(errors.map((error) => error.message).join('; '));
    this.name = 'Refusal';
  }
}

/**
 * The same errors with a code each, and without the syntax tree: a refused document is remembered by these alone. A trace
 * of calls would keep all that was at hand when the fault was found, the parser with its tokens among it.
 */
export function refusalOf(code: DocumentFault | 'BAD_USER_INPUT', errors: readonly GraphQLError[]): Refusal {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return new Refusal(
      errors.map(
        ({ message, source, positions }) =>
          new GraphQLError(message, { source, positions, extensions: { code } }),
      ),
    );
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
