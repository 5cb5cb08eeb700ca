import type { FastifyReply } from 'fastify';
import * as z from 'zod';

/** Redis holds more than the cache: a key of anything else is none that can be read, written or taken away here. */
const key = z
  .string({
    error: ({ input }) => (input === undefined ? 'Missing required parameter: key' : 'key must be text'),
  })
  .regex(/^cache:[a-z][a-z0-9-]{0,39}:[\w.:-]{1,100}$/, 'key must have the form cache:<name>:<rest>');

const longestSeconds = 86_400;

export const cacheInput = {
  get: z.object({ key }),
  set: z
    .object({
      key: key.optional(),
      value: z.json().optional(),
      ttl: z
        .int({ error: 'ttl must be a whole number of seconds' })
        .min(1, 'ttl must be at least 1')
        .max(longestSeconds, `ttl must be at most ${longestSeconds}`)
        .default(300),
    })
    .transform(({ key, value, ttl }, context) => {
      if (key !== undefined && value !== undefined) return { key, value, ttl };
      context.addIssue('Missing required parameters: key, value');
      return z.NEVER;
    }),
  invalidate: z.object({
    pattern: z
      .string({
        error: ({ input }) =>
          input === undefined ? 'Missing required parameter: pattern' : 'pattern must be text',
      })
      .regex(/^(\*|[a-z][a-z0-9-]{0,39})$/, 'pattern must be the name of a kind, such as pricing, or *'),
  }),
};

/** Whether the input is good; for any other a refusal is sent, in the old and the new envelope. */
export function isGood<Output>(
  input: z.ZodSafeParseResult<Output>,
  reply: FastifyReply,
): input is z.ZodSafeParseSuccess<Output> {
  if (input.success) return true;
  const message = input.error.issues.map((issue) => issue.message).join('; ');
  reply.code(400).send({ status: 'error', message, ok: false, error: message });
  return false;
}
