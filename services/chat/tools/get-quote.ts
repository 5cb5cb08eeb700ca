import * as z from 'zod';
import {
  ChatQuoteDocument,
  type QuoteProblemsFragment,
  type QuoteSummaryFragment,
} from '../../../schema/generated/operations.ts';
import type { ToolDefinition } from './definition.ts';
import { quoteSource } from './quote-facts.ts';

/** Exactly one of the two is not null. */
export type QuoteResult = {
  quote: QuoteSummaryFragment | null;
  problems: QuoteProblemsFragment['problems'] | null;
};

const line = z.strictObject({
  serviceCode: z.string().trim().min(1).max(64).describe('Code or alias of the service.'),
  optionKey: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .optional()
    .describe('Key of a price or extension of that service; needed when it has several.'),
  quantity: z.int().min(1).max(1_000).default(1),
});

const input = z.strictObject({
  lines: z.array(line).min(1).max(50).describe('What is to be priced together.'),
});

export type QuoteLineInput = z.input<typeof line>;

export const getQuote: ToolDefinition<z.infer<typeof input>, QuoteResult> = {
  name: 'get_quote',
  description:
    'Prices several services or quantities together, with a line for each and the total. Never add up prices without ' +
    'it. Where a service has several prices it says which option keys there are.',
  input,
  async run({ lines }, { ask, language }) {
    const { quote } = await ask(ChatQuoteDocument, { input: { lines }, lang: language });
    if (quote.__typename === 'QuoteRefusal') {
      return { sources: [], result: { quote: null, problems: quote.problems } };
    }
    return { sources: [quoteSource(quote, lines, language)], result: { quote, problems: null } };
  },
};
