import { describe, expect, test } from '@jest/globals';
import { lastQuestion } from './chat.history.ts';

const history = [
  { role: 'user', content: 'How much is E33G?' },
  { role: 'assistant', content: '12.500.000 IDR' },
  { role: 'user', content: ' And onshore? ' },
  { role: 'assistant', content: '14.000.000 IDR' },
];

describe('lastQuestion', () => {
  test('is the last that the person said, in a list or in its JSON', () => {
    expect(lastQuestion(history)).toBe('And onshore?');
    expect(lastQuestion(JSON.stringify(history))).toBe('And onshore?');
  });

  test.each([
    undefined,
    null,
    '',
    '{',
    '{}',
    7,
    [],
    [7],
    [{ role: 'user' }],
    [{ role: 'assistant', content: 'x' }],
  ])('there is none in %j', (given) => {
    expect(lastQuestion(given)).toBeNull();
  });
});
