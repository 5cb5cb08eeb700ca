import { describe, expect, test } from '@jest/globals';
import { Language } from '../shared/language.ts';
import { serviceCodesOf } from './grounding/figure.ts';
import { figuresIn } from './grounding/figures.ts';
import { languageOf } from './language.ts';
import { contactSentence, notCovered, phrase, phraseKeys } from './phrases.ts';

const languages = [Language.EN, Language.ID, Language.IT];
const contact = { email: 'desk@example.com', whatsapp: '+62 800 0000 000', hours: 'Mon-Fri' };
const every = phraseKeys.flatMap((key) => languages.map((language) => [key, language] as const));

describe('the sentences of the chat', () => {
  test.each(every)('%s stands in %s', (key, language) => {
    expect(phrase(key, language).trim()).not.toBe('');
  });

  test.each(phraseKeys)('%s differs between the languages', (key) => {
    expect(new Set(languages.map((language) => phrase(key, language))).size).toBe(3);
  });

  test.each(every.filter(([key]) => key !== 'unconfirmed'))(
    '%s in %s reads as that language',
    (key, language) => {
      expect(languageOf(phrase(key, language))).toBe(language);
    },
  );

  test.each(every)('%s in %s states no figure', (key, language) => {
    expect(figuresIn(phrase(key, language), language, serviceCodesOf([]))).toEqual([]);
  });

  test.each(languages)('in %s the contact is the one handed in', (language) => {
    const text = notCovered(language, contact);

    expect(text).toContain(contactSentence(language, contact));
    for (const detail of Object.values(contact)) expect(text).toContain(detail);
    expect(languageOf(text)).toBe(language);
  });
});
