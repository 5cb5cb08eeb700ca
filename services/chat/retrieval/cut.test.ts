import { describe, expect, test } from '@jest/globals';
import { longestPassage, sectionsOf } from './cut.ts';

const sentence = 'This sentence says one thing about a permit and then it ends.';
const paragraph = Array.from({ length: 10 }, () => sentence).join(' ');

describe('sectionsOf', () => {
  test('each heading makes a section, text before the first has none', () => {
    expect(sectionsOf('Before.\n\n## One\nFirst.\n\n## Two\nSecond.\n\nThird.')).toEqual([
      { heading: null, text: 'Before.' },
      { heading: 'One', text: 'First.' },
      { heading: 'Two', text: 'Second.\n\nThird.' },
    ]);
  });

  test('smaller headings stay in the text', () => {
    expect(sectionsOf('## One\n### Inside\nText.')).toEqual([{ heading: 'One', text: '### Inside\nText.' }]);
  });

  test('a heading without text makes no section', () => {
    expect(sectionsOf('## One\n\n## Two\nText.')).toEqual([{ heading: 'Two', text: 'Text.' }]);
  });

  test('a long section is cut between paragraphs, as late as it may be', () => {
    const sections = sectionsOf(`## Long\n${[paragraph, sentence, paragraph].join('\n\n')}`);

    expect(sections.map(({ text }) => text)).toEqual([`${paragraph}\n\n${sentence}`, paragraph]);
  });

  test('a long paragraph is cut between sentences, and nothing is lost', () => {
    const long = Array.from({ length: 5 }, () => paragraph).join(' ');

    const texts = sectionsOf(`## Long\n${long}`).map(({ text }) => text);

    expect(texts.join(' ')).toBe(long);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(longestPassage);
    expect(texts.every((text) => text.endsWith('ends.'))).toBe(true);
  });

  test('a long list is cut between its lines', () => {
    const list = Array.from({ length: 60 }, (_, at) => `- item ${at} of a list without any full stop`).join(
      '\n',
    );

    const texts = sectionsOf(`## List\n${list}`).map(({ text }) => text);

    expect(texts.join('\n')).toBe(list);
    expect(texts.length).toBeGreaterThan(1);
  });
});
