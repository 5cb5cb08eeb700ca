import * as z from 'zod';
import {
  ChatFindServicesDocument,
  type ChatServiceLineFragment,
  ChatServicesDocument,
} from '../../../schema/generated/operations.ts';
import type { ToolDefinition } from './definition.ts';
import { priceFacts, serviceLabel, serviceRef } from './service-facts.ts';

/** `score` and `matchedOn` are null when a whole category was listed. */
export type FoundService = ChatServiceLineFragment & { score: number | null; matchedOn: string | null };
export type ServicesResult = { services: FoundService[] };

const categories = [
  'SINGLE_ENTRY_VISA',
  'MULTIPLE_ENTRY_VISA',
  'KITAS',
  'KITAP',
  'BUSINESS_LEGAL',
  'TAXATION',
] as const;

const input = z
  .strictObject({
    query: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Everyday words in English, Indonesian or Italian, a name or a code.'),
    category: z.enum(categories).optional().describe('Lists a whole part of the price list.'),
    first: z.int().min(1).max(20).default(5).describe('Most services to find by words.'),
  })
  .refine(({ query, category }) => (query === undefined) !== (category === undefined), {
    error: 'Give either query or category.',
  });

export const searchServices: ToolDefinition<z.infer<typeof input>, ServicesResult> = {
  name: 'search_services',
  description:
    'Finds visas, stay permits, company and tax services of the official price list by everyday words, best first, ' +
    'or lists one category. Gives code, name and prices; get_price gives the rest.',
  input,
  async run({ query, category, first }, { ask, language }) {
    const services: FoundService[] =
      query === undefined
        ? (
            await ask(ChatServicesDocument, { category: category ?? null, lang: language })
          ).services.nodes.map((service) => ({ ...service, score: null, matchedOn: null }))
        : (await ask(ChatFindServicesDocument, { query, lang: language, first })).searchServices.map(
            ({ service, score, matchedOn }) => ({ ...service, score, matchedOn }),
          );
    const sources = services.map((service) => ({
      ref: serviceRef(service.code),
      label: serviceLabel(service),
      facts: priceFacts(service, language),
    }));
    return { sources, result: { services } };
  },
};
