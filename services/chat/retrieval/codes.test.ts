import { describe, expect, test } from '@jest/globals';
import { codesIn } from './codes.ts';

const known = {
  services: new Set([
    'C1',
    'C7',
    'C7AB',
    'E23-WORKING',
    'E23-FREELANCE',
    'E31A',
    'E31BE',
    'E33F',
    'E33G',
    'LKPM',
    'KITAP-INVESTOR',
  ]),
  kbli: new Set(['KBLI_2020:56101', 'KBLI_2025:56101', 'KBLI_2020:55110']),
};
const services = (text: string) => codesIn(text, known).map((filter) => filter.services);

describe('codesIn', () => {
  test.each<[string, string[][]]>([
    ['How much is an e33g?', [['E33G']]],
    ['E33 G', [['E33G']]],
    ['C1 or E31B', [['C1'], ['E31BE']]],
    ['C7A', [['C7AB']]],
    ['C7', [['C7']]],
    ['an E23', [['E23-WORKING', 'E23-FREELANCE']]],
    ['Kitap investor', [['KITAP-INVESTOR']]],
    ['when is LKPM due', [['LKPM']]],
  ])('"%s" names a service', (text, expected) => {
    expect(services(text)).toEqual(expected);
  });

  test.each(['the E33 second home', 'D12', 'investor', 'C7D', '5610', '99999', 'Rp 56,101,000'])(
    '"%s" names no code that a passage concerns',
    (text) => {
      expect(codesIn(text, known)).toEqual([]);
    },
  );

  test('a number of the classification is looked up in every edition that knows it', () => {
    const asked = codesIn('KBLI 56101 and 55110', known).map((filter) =>
      filter.kbli?.map(({ edition }) => edition),
    );

    expect(asked).toEqual([['KBLI_2020', 'KBLI_2025'], ['KBLI_2020']]);
  });
});
