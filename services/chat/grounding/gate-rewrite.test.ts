import { describe, expect, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { phrase } from '../phrases.ts';
import { passed } from './fixtures.ts';
import type { Rewrite } from './gate.ts';

const notice = phrase('figureLeftOut', Language.EN);

describe('a sentence written again', () => {
  const say =
    (text: string | null): Rewrite =>
    async () =>
      text;

  test('takes the place of the first when all of it is supported', async () => {
    const seen: unknown[] = [];
    const rewrite: Rewrite = async (sentence, unsupported, { shown }) => {
      seen.push(sentence, unsupported, shown);
      return 'The E33G costs 12.500.000 IDR.';
    };

    const run = await passed(['- The E33G costs 9 million.\n- Next'], { rewrite });

    expect(seen).toEqual(['The E33G costs 9 million.', ['9 million'], '']);
    expect(run.text).toBe('- The E33G costs 12.500.000 IDR.\n- Next');
  });

  test('goes on from what has been shown, word for word or behind a mark', async () => {
    const input = ['You will have to ', 'pay 9 million.'];

    const same = await passed(input, { rewrite: say('You will have to ask for a quote.') });
    const other = await passed(input, { rewrite: say('Ask for a quote.') });

    expect(same.text).toBe('You will have to ask for a quote.');
    expect(other.text).toBe('You will have to… Ask for a quote.');
  });

  test.each([
    ['fails', async () => Promise.reject(new Error('down'))],
    [
      'throws',
      () => {
        throw new Error('at once');
      },
    ],
    ['says nothing', say(null)],
    ['is empty', say('  ')],
    ['is as wrong', say('It costs 8 million.')],
    ['is far too long', say('word '.repeat(500))],
  ] as [string, Rewrite][])('the figure is left out when rewriting %s', async (_case, rewrite) => {
    const run = await passed(['It costs 9 million.'], { rewrite });

    expect(run.text).toBe(`It costs …. ${notice}`);
  });

  test('the figure is left out when the deadline passes', async () => {
    const deadline = new AbortController();
    const rewrite: Rewrite = () => {
      deadline.abort();
      return new Promise(() => {});
    };

    const run = await passed(['It costs 9 million.'], { rewrite, rewriteDeadline: () => deadline.signal });

    expect(run.text).toBe(`It costs …. ${notice}`);
  });

  test('no more sentences are written again than allowed', async () => {
    let calls = 0;
    const rewrite: Rewrite = async () => {
      calls++;
      return null;
    };

    await passed(['It costs 9 million. '.repeat(10)], { rewrite, mostRewrites: 3 });

    expect(calls).toBe(3);
  });
});
