import { describe, expect, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { type Evidence, makeEvidence } from './evidence.ts';
import { figuresIn } from './figures.ts';
import { aPassage, codes } from './fixtures.ts';

/** Source of each figure of a sentence; "-" for what nothing holds. */
function sourcesOf(text: string, evidence: Evidence) {
  const figures = figuresIn(text, Language.EN, codes);
  const statement = { text, before: '', listed: false, figures };
  return figures.map((figure) => evidence.supportOf(figure, statement)?.sourceRef ?? '-');
}

describe('a sentence that stands in a passage word for word', () => {
  const quoting = (text: string, title = 'Rules') => {
    const evidence = makeEvidence({ language: Language.EN, codes });
    evidence.addPassages([aPassage({ title, text })]);
    return sourcesOf(text, evidence);
  };

  test.each([
    'The permit asks for a pension of USD 3,000 a month and a bank statement with USD 2,000.',
    'Bring a photo and a bank statement of the last 3 months showing USD 2,000.',
    'Older lists, among them the price list 2025, name the last day of the month.',
    'KBLI 2020 had 1,789; the often quoted 1,790 is the list of OSS.',
    'The second home asks for USD 130,000 in a state bank or a flat worth USD 1 million.',
    'The allowance PTKP is taken from income: IDR 54 million for the person.',
    'VAT of 11% is paid on 11/12 of the price.',
  ])('rests on it: %p', (text) => {
    expect(quoting(text)).not.toContain('-');
  });

  test('is known in spite of bold type, its place in a list and white space', () => {
    const evidence = makeEvidence({ language: Language.EN, codes });
    evidence.addPassages([aPassage({ text: 'Bring a photo and a statement showing USD 2,000.' })]);

    expect(sourcesOf('- Bring a **photo** and  a statement showing USD 2,000. [1]', evidence)).toEqual([
      'passage:p1',
    ]);
  });

  test('states the fees of the state under their title', () => {
    const text = 'The visa on arrival costs IDR 500,000.';

    expect(quoting(text, 'State fees of immigration')).toEqual(['passage:p1']);
    expect(quoting(text, 'Visa on arrival')).toEqual(['-']);
  });

  test.each([
    ['The C1 costs IDR 500,000.', 'C1 visa'],
    ['The C1 costs IDR 500,000.', 'State fees of immigration'],
    ['It is IDR 500,000.', 'C1 visa'],
    ['All of it for IDR 500,000.', 'Visas'],
    ['Everything at Bali Zero comes with IDR 100,000 of tax.', 'Taxes'],
    ['Our agency asks for a deposit of IDR 500,000.', 'Rules'],
    ['The tourist visa with everything needs IDR 500,000.', 'Our prices'],
    ['A surf lesson with IDR 500,000.', 'Prices of Bali Zero'],
    ['The monthly tax report takes IDR 500,000.', 'Services'],
    ['Send the tax of IDR 500,000 to account number 1234567890.', 'Taxes'],
    ['You pay IDR 500,000.', 'Visas'],
    ['There is a 50% discount.', 'Visas'],
    ['Call +62 899 0000 0000.', 'Contact'],
  ])('does not rest on it when it may be a price or the way to pay: %p under %p', (text, title) => {
    expect(quoting(text, title)).toContain('-');
  });

  test('of another sentence nothing follows', () => {
    const evidence = makeEvidence({ language: Language.EN, codes });
    evidence.addPassages([aPassage({ title: 'Rules', text: 'Bring a statement showing USD 2,000.' })]);

    expect(sourcesOf('Bring us USD 2,000.', evidence)).toEqual(['-']);
  });
});
