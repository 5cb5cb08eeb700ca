import * as z from 'zod';
import { sentencesOf } from '../grounding/sentences.ts';
import { type RankedPassage, topics } from '../retrieval/passage.ts';
import type { ToolDefinition } from './definition.ts';
import type { Source } from './tool.ts';

export type KnowledgeResult = { passages: readonly RankedPassage[] };

const input = z.strictObject({
  query: z.string().trim().min(1).max(400).describe('A few telling words, in any of the three languages.'),
  topic: z.enum(topics).optional().describe('Only passages of this topic.'),
  first: z.int().min(1).max(10).default(5).describe('Most passages to find.'),
});

/** A passage as a source: each sentence is a fact. */
export function passageSource({ id, title, text }: Pick<RankedPassage, 'id' | 'title' | 'text'>): Source {
  const facts = sentencesOf(text)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  return { ref: `passage:${id}`, label: title, facts };
}

/** The chat's own knowledge: asked directly, since it lives in this process and must answer without the gateway. */
export const searchKnowledge: ToolDefinition<z.infer<typeof input>, KnowledgeResult> = {
  name: 'search_knowledge',
  description:
    "Finds passages of the firm's articles on visas, stay permits, companies, licences, taxes, property and " +
    'employment in Indonesia: procedures, requirements, rules with their date. Holds no prices.',
  input,
  async run({ query, topic, first }, { retriever, language, signal }) {
    const passages = await retriever.search({
      text: query,
      language,
      topK: first,
      signal,
      ...(topic === undefined ? {} : { topic }),
    });
    return { sources: passages.map(passageSource), result: { passages } };
  },
};
