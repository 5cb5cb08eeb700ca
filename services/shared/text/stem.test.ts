import { describe, expect, test } from '@jest/globals';
import { makeStemmer } from './stem.ts';
import { stemEnglish } from './stem-english.ts';
import { indonesianRoots, makeIndonesianStemmer } from './stem-indonesian.ts';
import { stemItalian } from './stem-italian.ts';

describe('English stems', () => {
  test.each([
    [['villa', 'villas']],
    [['bakery', 'bakeries', 'baker', 'baking']],
    [['photographer', 'photography', 'photographers']],
    [['rental', 'rent', 'renting']],
    [['box', 'boxes']],
  ])('%j share one', (words) => {
    expect(new Set(words.map(stemEnglish)).size).toBe(1);
  });

  test('a short word keeps its shape', () => {
    expect(['bus', 'gym', 'spa'].map(stemEnglish)).toEqual(['bus', 'gym', 'spa']);
  });
});

describe('Italian stems', () => {
  test.each([
    [['albergo', 'alberghi']],
    [['spiaggia', 'spiagge']],
    [['massaggio', 'massaggi']],
    [['riparare', 'riparazione', 'riparatore', 'riparazioni']],
    [['traduttore', 'traduttrice']],
    [['noleggio', 'noleggiare']],
  ])('%j share one', (words) => {
    expect(new Set(words.map(stemItalian)).size).toBe(1);
  });
});

describe('Indonesian stems', () => {
  const stem = makeIndonesianStemmer([
    'sewa',
    'kirim',
    'pengiriman',
    'rawat',
    'kerajinan',
    'pengrajin',
    'sepatu',
  ]);

  test.each([
    ['penyewaan', 'sewa'],
    ['menyewakan', 'sewa'],
    ['pengiriman', 'kirim'],
    ['perawatan', 'rawat'],
    ['sepatu', 'sepatu'],
  ])('%s is %s', (word, root) => {
    expect(stem(word)).toBe(root);
  });

  test('a root that only its derivations show is still a root', () => {
    expect(stem('kerajinan')).toBe(stem('pengrajin'));
  });

  test('a short word has no roots', () => {
    expect(indonesianRoots('ban')).toEqual([]);
  });
});

describe('makeStemmer', () => {
  const stem = makeStemmer(['kopi']);

  test('stems of two languages are never equal', () => {
    expect(stem('en', 'hotel')).not.toBe(stem('it', 'hotel'));
  });

  test('an absence keeps its mark', () => {
    expect(stem('en', 'not_villas')).toBe(stem('en', 'not_villa'));
    expect(stem('en', 'not_villas')).not.toBe(stem('en', 'villas'));
  });
});
