import * as z from 'zod';
import { ChatFindKbliDocument, type ChatFindKbliQuery } from '../../../schema/generated/operations.ts';
import type { ToolDefinition } from './definition.ts';
import { availabilityFact, kbliLabel, kbliRef, riskFact } from './kbli-facts.ts';
import { kbliWords } from './kbli-words.ts';

export type FoundKbli = ChatFindKbliQuery['searchKbli'][number];
export type KbliMatches = { matches: readonly FoundKbli[] };

const input = z.strictObject({
  query: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe('The activity in everyday words, English, Indonesian or Italian: "coffee shop", "laundry".'),
  edition: z.enum(['2025', '2020']).default('2025').describe('Edition of the classification.'),
  first: z.int().min(1).max(20).default(5).describe('Most codes to find.'),
});

export const searchKbli: ToolDefinition<z.infer<typeof input>, KbliMatches> = {
  name: 'search_kbli',
  description:
    'Finds codes of the Indonesian business classification (KBLI) for a business activity, best first, with whether ' +
    'a foreign-owned company may take them and their risk. get_kbli gives licences and capital.',
  input,
  async run({ query, edition, first }, { ask, language }) {
    const { searchKbli: matches } = await ask(ChatFindKbliDocument, {
      query,
      edition: edition === '2025' ? 'KBLI_2025' : 'KBLI_2020',
      lang: language,
      first,
    });
    const words = kbliWords[language];
    const sources = matches.map(({ kbli }) => {
      const large = kbli.risks.find(({ scale }) => scale === 'LARGE');
      return {
        ref: kbliRef(kbli),
        label: kbliLabel(kbli),
        facts: [
          kbliLabel(kbli),
          `${words.officialTitle}: ${kbli.title}`,
          availabilityFact(kbli.foreignOwnership.availableToPtPma, language),
          words.status[kbli.foreignOwnership.status],
          ...(large === undefined ? [] : [riskFact(large, language)]),
        ],
      };
    });
    return { sources, result: { matches } };
  },
};
