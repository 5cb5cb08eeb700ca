import * as z from 'zod';
import { ChatPriceDocument, type ChatServiceFragment } from '../../../schema/generated/operations.ts';
import type { ToolDefinition } from './definition.ts';
import { serviceSource } from './service-facts.ts';

export type PriceResult = { service: ChatServiceFragment | null };

const input = z.strictObject({
  code: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .describe('Code or alias of the service in any case, e.g. "C1", "E33G", "PMA-SETUP".'),
});

export const getPrice: ToolDefinition<z.infer<typeof input>, PriceResult> = {
  name: 'get_price',
  description:
    'One service of the official price list by its code: every price with its option key, extension, length of stay, ' +
    'processing time, requirements and notes. The only source of prices. Find the code with search_services.',
  input,
  async run({ code }, { ask, language }) {
    const { service } = await ask(ChatPriceDocument, { code, lang: language });
    return { sources: service === null ? [] : [serviceSource(service, language)], result: { service } };
  },
};
