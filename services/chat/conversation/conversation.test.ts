import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../answer/answer.ts';
import { titleOf, turnsOf } from './conversation.ts';

describe('titleOf', () => {
  test.each([
    ['How much is a C1?', 'How much is a C1?'],
    ['  How   much\tis a C1?\nAnd a C2?', 'How much is a C1?'],
    ['word '.repeat(30).trim(), `${'word '.repeat(16).trim()}…`],
    ['x'.repeat(100), `${'x'.repeat(79)}…`],
  ])('of %j is %j', (question, title) => {
    expect(titleOf(question)).toBe(title);
  });
});

type Given = Parameters<typeof turnsOf>[0][number];

function anAnswer(id: string, changed: Partial<Given> = {}): Given {
  const status: Answer['status'] = 'COMPLETED';
  return { id, question: `Question ${id}?`, text: `Answer ${id}.`, replaces: null, status, ...changed };
}

describe('turnsOf', () => {
  test('the turns come oldest first, their answers without markers', () => {
    const answers = [anAnswer('1'), anAnswer('2', { text: 'It costs this [1][2]. Also that. [3]' })];

    expect(turnsOf(answers, null)).toEqual([
      { question: 'Question 1?', answer: 'Answer 1.' },
      { question: 'Question 2?', answer: 'It costs this. Also that.' },
    ]);
  });

  test('answers without text, and those that were made anew, are left out', () => {
    const answers = [
      anAnswer('1'),
      anAnswer('2', { text: '', status: 'FAILED' }),
      anAnswer('3', { replaces: '1' }),
    ];

    expect(turnsOf(answers, null).map(({ question }) => question)).toEqual(['Question 3?']);
  });

  test('an answer that is made anew does not hear itself or what came after', () => {
    const answers = [anAnswer('1'), anAnswer('2'), anAnswer('3')];

    expect(turnsOf(answers, '2').map(({ question }) => question)).toEqual(['Question 1?']);
  });

  test('the last turns stay when all are too long, and a long answer is cut', () => {
    const answers = Array.from({ length: 10 }, (_, index) =>
      anAnswer(`${index}`, { text: 'x'.repeat(9_000) }),
    );

    const turns = turnsOf(answers, null);

    expect(turns.map(({ question }) => question)).toEqual(['Question 7?', 'Question 8?', 'Question 9?']);
    expect(turns[0]?.answer).toHaveLength(3_000);
  });
});
