import * as z from 'zod';
import { registerEnumType } from './type-graphql.ts';

/** A language of the product. Input and output in every subgraph, so it grows in all of them in one release. */
export enum Language {
  EN = 'EN',
  ID = 'ID',
  IT = 'IT',
}

registerEnumType(Language, { name: 'Language', description: 'English, Indonesian or Italian.' });

/** One text in the three languages. */
export const localisedText = z.strictObject({
  en: z.string().min(1),
  id: z.string().min(1),
  it: z.string().min(1),
});
export type LocalisedText = z.infer<typeof localisedText>;

/** The text in the given language. */
export function textIn(text: LocalisedText, language: Language): string {
  // By name: a computed key is looked up each time, and whole price lists go through here.
  if (language === Language.EN) return text.en;
  return language === Language.ID ? text.id : text.it;
}

/** Each text in the given language, in order. */
export function textsIn(texts: readonly LocalisedText[], language: Language): string[] {
  return texts.map((text) => textIn(text, language));
}
