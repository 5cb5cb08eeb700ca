import * as z from 'zod';

const maxQueryLength = 4_000;

/**
 * What old clients send to the chat. Their other fields are known and left aside: `user_email` proves nobody, tools are
 * ours alone, and role and mode have no meaning any more.
 */
export const chatInput = z.object(
  {
    query: z
      .string({ error: ({ input }) => (input === undefined ? 'query is required' : 'must be text') })
      .trim()
      .min(1, 'query is required')
      .refine((text) => [...text].length <= maxQueryLength, `must have at most ${maxQueryLength} characters`),
    /** Whether and with what the conversation goes on; what can't be read of it is left aside. */
    conversation_history: z.unknown().optional(),
  },
  { error: 'The request must be a JSON object.' },
);
export type ChatInput = z.output<typeof chatInput>;
