import { describe, expect, it } from '@jest/globals';
import { readingOf } from './intent.ts';
import { labelledQuestions } from './labelled-questions.fixture.ts';

function thingsOf({ items }: ReturnType<typeof readingOf>): string[] {
  return items.map(({ text, quantity }) => (quantity === 1 ? text : `${quantity} ${text}`));
}

describe('a question by itself', () => {
  it.each(labelledQuestions)('%s is read as %s', (question, intent, { things, ...label }) => {
    const reading = readingOf(question);

    expect(reading).toMatchObject({ intent, ...label });
    if (things !== undefined) expect(thingsOf(reading)).toEqual(things);
  });

  it('is one of at least ninety that are labelled', () => {
    expect(labelledQuestions.length).toBeGreaterThanOrEqual(90);
  });

  it.each([
    ['I have 12500 USD, what can I do?', []],
    ['The rent is 56101 IDR', []],
    ['call +62 813 38051 876', []],
    ['KBLI 2020 or 2025?', []],
  ])('"%s" names no code of the classification', (question, codes) => {
    expect(readingOf(question).kbliCodes).toEqual(codes);
  });
});
