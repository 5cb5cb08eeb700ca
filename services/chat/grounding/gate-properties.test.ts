import { describe, expect, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { figuresIn } from './figures.ts';
import { claimsIn, codes, passed } from './fixtures.ts';
import { pieces, seeded } from './seeded.fixture.ts';

const words = [
  'The E33G',
  'costs',
  'IDR 12,500,000',
  '12.500.000 IDR',
  'Rp 9.999.999',
  '9 million',
  'seven million rupiah',
  'price',
  'is',
  '500',
  'E99Z',
  'on 3 May 2031',
  '60 days',
  '**bold**',
  '.\n\n',
  '. ',
  '! ',
  ',',
  '\n- ',
  '\n| a | 5.000.000 |\n',
  'a',
  'half',
  'million',
  'for you',
  '50%',
  'C1',
  '2.300.000',
  '+62 811 1111 1111',
  '\n# Head\n',
  'and',
  '1. ',
  'IDR',
  '…',
  'juta',
  '17jt',
  '`code`',
];

describe('whatever an engine says', () => {
  test('the texts joined are the same however it is cut, and hold no unsupported price', async () => {
    const random = seeded(7);
    const allowed = new Set(['IDR 12500000', 'IDR 14000000', 'IDR 2300000', 'IDR 3600000', 'IDR 1000000']);
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: 3 + random.below(25) }, () => random.pick(words)).join(
        random.pick([' ', ' ', '']),
      );
      const whole = await passed([text]);

      const cut = await passed(pieces(text, random, 1 + random.below(8)));

      expect(cut.text).toBe(whole.text);
      expect(claimsIn(cut)).toEqual(claimsIn(whole));
      const amounts = figuresIn(cut.text, Language.EN, codes).filter(({ kind }) => kind === 'AMOUNT');
      expect(amounts.filter(({ normal }) => !allowed.has(normal))).toEqual([]);
      for (const shown of cut.shown) expect(cut.text.startsWith(shown)).toBe(true);
    }
  });

  test('nothing but the figures is lost from a supported text', async () => {
    const random = seeded(11);
    const plain = [
      'You can',
      'stay',
      'E33G',
      '12.500.000 IDR',
      '. ',
      '.\n\n',
      '\n- ',
      '60 days',
      'one',
      'of them',
      '[1]',
      '| x',
      'due',
    ];
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: 3 + random.below(20) }, () => random.pick(plain)).join(' ');

      const run = await passed(pieces(text, random, 5));

      if (claimsIn(run).every(({ supported }) => supported) && !run.text.includes('…'))
        expect(run.text).toBe(text);
    }
  });
});
