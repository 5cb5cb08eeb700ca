import * as z from 'zod';

const message = z.object({ role: z.string(), content: z.string() });

/**
 * What was asked before, by the history that old clients send: a list of messages, in a query string as JSON. It tells
 * only whether the conversation goes on; what was said in it is taken from our own record, never from the client.
 * @returns null without a question in it, and for what can't be read, which was never a fault
 */
export function lastQuestion(history: unknown): string | null {
  const listed = typeof history === 'string' ? parsed(history) : history;
  if (!Array.isArray(listed)) return null;
  const questions = listed.flatMap((given) => {
    const { data } = message.safeParse(given);
    return data?.role === 'user' ? [data.content.trim()] : [];
  });
  return questions.at(-1) ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
