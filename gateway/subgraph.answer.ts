import { type ExecutionResult, GraphQLError } from 'graphql';
import { z } from 'zod';
import { httpStatusOf } from '../services/shared/errors.ts';
import { subgraphFailure } from './subgraph.failure.ts';

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

/**
 * What a service's JSON says. Errors with a code of ours stay as they are; all others become a failure of the service,
 * told by its name only.
 * @throws ZodError when it is no GraphQL result
 */
export function subgraphResult(name: string, json: unknown): ExecutionResult {
  const { data, errors } = answer.parse(json);
  return {
    data,
    errors: errors?.map(({ message, path, extensions }) => {
      const { stacktrace: _stacktrace, ...kept } = extensions ?? {};
      if (typeof kept.code === 'string' && Object.hasOwn(httpStatusOf, kept.code)) {
        return new GraphQLError(message, { path, extensions: kept });
      }
      const failure = subgraphFailure(name, new Error(message));
      return new GraphQLError(failure.message, {
        path,
        originalError: failure,
        extensions: failure.extensions,
      });
    }),
  };
}
