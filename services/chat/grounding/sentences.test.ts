import { describe, expect, test } from '@jest/globals';
import { pieces, seeded } from './seeded.fixture.ts';
import { makeSplitter, sentencesOf } from './sentences.ts';

const trimmed = (text: string) => sentencesOf(text).map((sentence) => sentence.trim());

describe('sentencesOf', () => {
  test.each([
    ['One. Two! Three? Four…', ['One.', 'Two!', 'Three?', 'Four…']],
    ['It costs Rp. 1.000.000 per person. Next.', ['It costs Rp. 1.000.000 per person.', 'Next.']],
    [
      'Rate 2.5 percent. See No. 5/2025 and Art. 26. Done.',
      ['Rate 2.5 percent.', 'See No. 5/2025 and Art. 26.', 'Done.'],
    ],
    ['Visas, e.g. C1, i.e. tourism. Yes.', ['Visas, e.g. C1, i.e. tourism.', 'Yes.']],
    [
      'Paspor, foto, dll. untuk visa. Lalu dll. Kemudian.',
      ['Paspor, foto, dll. untuk visa.', 'Lalu dll.', 'Kemudian.'],
    ],
    [
      'Contatti il dott. Rossi della S.p.A. di Bali. Poi.',
      ['Contatti il dott. Rossi della S.p.A. di Bali.', 'Poi.'],
    ],
    ['"Yes." He left. (Really.) Fine.', ['"Yes."', 'He left.', '(Really.)', 'Fine.']],
    ['**Bold end.** Next one.', ['**Bold end.**', 'Next one.']],
    ['in 2025. 60 days later', ['in 2025.', '60 days later']],
    ['A hard\nwrapped line. Then\nmore.', ['A hard\nwrapped line.', 'Then\nmore.']],
    ['Intro:\n- one\n- two. Three\n\nEnd', ['Intro:', '- one', '- two.', 'Three', 'End']],
    ['1. First thing\n2. Second thing', ['1. First thing', '2. Second thing']],
    ['# Title\nText\n\n## Next\nMore', ['# Title', 'Text', '## Next', 'More']],
    ['| a | b. C |\n|---|---|\n| 1 | 2 |\nAfter', ['| a | b. C |', '|---|---|', '| 1 | 2 |', 'After']],
    ['See:\n```\na. B\n\nc\n```\nAfter. End', ['See:', '```\na. B\n\nc\n```', 'After.', 'End']],
    ['Wait... what? No.', ['Wait... what?', 'No.']],
    ['see balizero.com. Bye', ['see balizero.com.', 'Bye']],
    ['\n\nHello. World', ['', 'Hello.', 'World']],
  ])('%j', (text, expected) => {
    expect(trimmed(text)).toEqual(expected);
  });
});

const parts = [
  'Rp. 1.000.000',
  '2.5',
  ' ',
  ' ',
  '\n',
  '\n\n',
  '. ',
  '.',
  '! ',
  '? ',
  'E33G',
  'No. 5/2025',
  'dll.',
  'e.g.',
  '- ',
  '1. ',
  '12',
  '# ',
  '| a | b |\n',
  '```\n',
  '`',
  '**',
  '"',
  ')',
  '…',
  ':',
  'Kata',
  'kata',
  'È',
  'Rp',
  ',',
  '  \n',
  '> ',
  '~~~\n',
  '👍',
];

describe('an incremental splitter', () => {
  test('gives the same sentences however the text is cut, and loses nothing', () => {
    const random = seeded(20251002);
    for (let round = 0; round < 1_500; round++) {
      const text = Array.from({ length: 1 + random.below(30) }, () => random.pick(parts)).join('');
      const whole = sentencesOf(text);
      const splitter = makeSplitter();

      const cut = pieces(text, random, 1 + random.below(6)).flatMap((piece) => splitter.push(piece));
      const all = [...cut, ...splitter.end()];

      expect(all.join('')).toBe(text);
      expect(all).toEqual(whole);
    }
  });

  test('a sentence is given as soon as the next one begins', () => {
    const splitter = makeSplitter();

    expect(splitter.push('It costs 5. ')).toEqual([]);
    expect(splitter.push('N')).toEqual(['It costs 5. ']);
    expect(splitter.rest()).toBe('N');
  });
});
