import * as z from 'zod';
import { type ChatKbliCodeFragment, ChatKbliDocument } from '../../../schema/generated/operations.ts';
import type { ToolDefinition } from './definition.ts';
import { kbliSource } from './kbli-facts.ts';

/** `other`: what the same number means in the edition that was not asked for. */
export type KbliResult = { kbli: ChatKbliCodeFragment | null; other: ChatKbliCodeFragment | null };

const input = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^(?:[A-Za-z]|\d{2,5})$/, 'must be a letter or two to five digits')
    .describe('"56101"; a letter for a section, two to four digits for a wider group.'),
  edition: z
    .enum(['2025', '2020'])
    .default('2025')
    .describe('Edition of the classification; 2025 is in force, the investment list speaks 2020.'),
});

export const getKbli: ToolDefinition<z.infer<typeof input>, KbliResult> = {
  name: 'get_kbli',
  description:
    'One code of the Indonesian business classification (KBLI): title, foreign ownership, risk and licences by ' +
    'business size, minimum investment and paid-up capital of a PT PMA, and its counterpart in the other edition.',
  input,
  async run({ code, edition }, { ask, language }) {
    const [asked, spare] =
      edition === '2025' ? (['KBLI_2025', 'KBLI_2020'] as const) : (['KBLI_2020', 'KBLI_2025'] as const);
    const result = await ask(ChatKbliDocument, {
      code: code.toUpperCase(),
      edition: asked,
      otherEdition: spare,
      lang: language,
    });
    const found = result.kbli ?? result.other;
    return { sources: found === null ? [] : [kbliSource(found, language)], result };
  },
};
