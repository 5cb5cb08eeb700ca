import { describe, expect, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { aPassage } from './fixtures.ts';
import { makeGlossary } from './glossary.ts';
import { makeSpelling, spelt } from './spelling.ts';

const passages = [
  aPassage({ title: 'Retirement', text: 'Pensioners need requirements and a permit.' }),
  aPassage({ language: Language.ID, title: 'Perpanjangan', text: 'Visa dapat diperpanjang sekali.' }),
];
const concept = {
  name: 'tax-number',
  phrases: { EN: ['tax number'], ID: ['nomor pajak'], IT: ['codice fiscale'] },
};
const spelling = makeSpelling(passages, makeGlossary([concept]));

describe('spelt', () => {
  test.each([
    ['a letter left out', 'pensoners requiremnts', 'pensioners requirements'],
    ['letters exchanged', 'perpanjagnan', 'perpanjangan'],
    ['a word of the glossary', 'codice fiscalle', 'codice fiscale'],
  ])('%s is put right', (_, typed, expected) => {
    expect(spelt(typed, spelling)).toBe(expected);
  });

  test.each([
    ['a word whose stem is known', 'retirment'],
    ['a short word', 'prmit'],
    ['a word with two mistakes', 'ritirament'],
    ['a word like none', 'carbonara'],
    ['a code', 'e33g56'],
  ])('%s stays as it is', (_, typed) => {
    expect(spelt(typed, spelling)).toBe(typed);
  });
});
