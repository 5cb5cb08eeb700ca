import { Language } from './language.ts';
import { Arg } from './type-graphql.ts';

/** `lang: Language! = EN`, the argument of every text that exists in three languages. */
export function LanguageArg() {
  return Arg('lang', () => Language, { defaultValue: Language.EN });
}
