import { describe, expect, test } from '@jest/globals';
import { makeAnswerCursors } from './answer-cursor.ts';

const cursors = makeAnswerCursors('s'.repeat(32));
const cursor = {
  answerId: 'fT3-x_9',
  sequence: 12,
  reader: { kind: 'SESSION', id: 'session:one', scopes: [] },
} as const;

describe('answer cursors', () => {
  test('a cursor names answer and sequence openly, and gives its reader back', () => {
    const text = cursors.write(cursor);

    expect(text).toMatch(/^fT3-x_9\.12\.[\w-]+$/);
    expect(text).not.toContain(Buffer.from('session:one').toString('base64url'));
    expect(cursors.read(text)).toEqual(cursor);
  });

  test('changing any one character makes it worthless', () => {
    const text = cursors.write(cursor);
    const altered = [...text].flatMap((character, at) =>
      ['A', '7', '.']
        .filter((other) => other !== character)
        .map((other) => `${text.slice(0, at)}${other}${text.slice(at + 1)}`),
    );

    expect(altered.filter((changed) => cursors.read(changed) !== null)).toEqual([]);
  });

  test('the proof of one answer opens no other', () => {
    const [, , proof] = cursors.write(cursor).split('.');

    expect(cursors.read(`other.12.${proof}`)).toBeNull();
    expect(cursors.read(`fT3-x_9.13.${proof}`)).toBeNull();
  });

  test('one of another secret, or nothing of the kind, is worthless', () => {
    const foreign = makeAnswerCursors('t'.repeat(32)).write(cursor);
    const given = [foreign, '', '..', 'a.1.', 'a.1.b', `a.1.${'A'.repeat(60)}`, 'x'.repeat(10_000)];

    expect(given.map((text) => cursors.read(text))).toEqual(given.map(() => null));
  });
});
