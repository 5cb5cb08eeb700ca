import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Language } from '../shared/language.ts';
import * as questionWords from './engine/extractive/question-words.ts';
import { figuresIn } from './grounding/figures.ts';
import { codes, someEvidence } from './grounding/fixtures.ts';
import { comesToBefore, moneyTalkOf, priceBefore } from './grounding/money-talk.ts';
import { verdictsOn } from './grounding/verdict.ts';
import type { WordPattern } from './word-pattern.ts';

const oneOf = (...lists: readonly string[]) => fc.constantFrom(...lists.flatMap((list) => list.split('|')));

const words = oneOf(
  'price|costs|is|the fine|harga|biaya|denda|il prezzo è di|costa|our|budget of|tax report|pajak|which code for',
  'IDR|Rp|Rp.|USD|$|€|rupiah|euro|million|juta|jt|milioni|M|k|%|persen|two|and a half|dua belas|dodicimila|half',
  '12.500.000|12,500,000|9 999 999|500|2|60|2025|56101|561012|0,5|1.25.000|14 000 000|5/2025|3 May 2031|5pm|17:30',
  'days|hari|anni|years|m²|persons|steps|options|of|per|for|to|or|age|KBLI|kode|section|division|step|pasal|article',
  'E33G|C1|PT-PMA|E99Z|A4|B2B|no. 6 tahun 2011|31/12/2025|maggio|+62 811 1111 1111|wa.me/|bali.id|how long|compare',
);
const signs = oneOf('|| | | |  |   |    |\n|\u00a0|. |, |: |-|–|/|(|)|**|_|*|,-|1. ');
/** Of Latin and Cyrillic, and what is no letter or number. */
const familiar = oneOf(
  'é|ß|Ÿ|ı|İ|ſ|ª|º|µ|½|²|ŉ|ǅ|ạ|ẞ|а|В|҂|×|°|€|…|“|≈|☎|👋|🏝️|🇮🇩|👨‍👩‍👧|\u0001|\u00ad|\u200d|\u2060',
);
const odd = oneOf(
  '\u212a|\u212b|\u0345|\u0301|μ|ς|\u2126|א|ع|،|٣|٫|क|१|्|中|，|か|ー|Ａ|５|．|％|￥|⁵|₅|ⁿ|Ⅳ|ⅰ|①|Ⓐ|ⓐ|ﬁ|Ꭰ|ꭰ|𝐀|𝟓|𐐀|𐐨|𠀀',
  '\ud800|\udc00',
);
const textOf = (...others: fc.Arbitrary<string>[]) =>
  fc
    .array(fc.tuple(fc.oneof({ weight: 5, arbitrary: words }, ...others), signs), { maxLength: 12 })
    .map((parts) => parts.flat().join(''));

const isPattern = (each: unknown): each is WordPattern =>
  typeof each === 'object' && each !== null && 'for' in each;
const patterns = [
  ...Object.values(questionWords).filter(isPattern),
  ...questionWords.aspectWords.map(([, pattern]) => pattern),
  ...questionWords.headingsFor.flat(),
  priceBefore,
  comesToBefore,
];

test('a pattern finds in any text what it finds as it was written', () => {
  const both = patterns.map((pattern) => ({
    pattern,
    written: new RegExp(pattern.source, pattern.for('').flags),
  }));

  fc.assert(
    fc.property(textOf(familiar, odd), (text) => {
      for (const { pattern, written } of both) {
        expect(text.replace(pattern.for(text), '<$&>')).toBe(text.replace(written, '<$&>'));
      }
    }),
    { numRuns: 500 },
  );
  expect(both.length).toBeGreaterThan(25);
});

/** Too far from a text to belong to its figures; it has every pattern read the text as it was written. */
const elsewhere = '\n\n中';

test('a text holds the same figures in either form of the patterns', () => {
  let found = 0;

  fc.assert(
    fc.property(textOf(familiar), fc.constantFrom(...Object.values(Language)), (text, language) => {
      const figures = figuresIn(text, language, codes);

      expect(figuresIn(text + elsewhere, language, codes)).toEqual(figures);
      expect(moneyTalkOf(text + elsewhere)).toEqual(moneyTalkOf(text));
      found += figures.length;
    }),
    { numRuns: 2_000 },
  );
  expect(found).toBeGreaterThan(1_000);
});

test('a letter or number of any script joins a code into another word, and no other sign does', () => {
  const grounds = { evidence: someEvidence(), language: Language.EN, codes };
  const anySign = fc.oneof(familiar, odd, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));

  fc.assert(
    fc.property(anySign, (sign) => {
      const isWord = /[\p{L}\p{N}]$/u.test(sign);

      const verdicts = verdictsOn(`Take ${sign}E33G now`, { before: '', listed: false }, grounds);

      const names = verdicts.some(({ figure, support }) => figure.normal === 'E33G' && support !== null);
      expect(names).toBe(!isWord);
    }),
    { numRuns: 2_000 },
  );
});
