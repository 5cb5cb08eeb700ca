import { describe, expect, test } from '@jest/globals';
import { connectionFrom } from '../../shared/connection.ts';
import { makeAnswersLoader } from './answers.loader.ts';

const place = { hasNextPage: false, hasPreviousPage: false };

function counting() {
  const reads: string[][] = [];
  const loader = makeAnswersLoader(async (ids) => {
    reads.push([...ids]);
    const known = ids.filter((id) => id !== 'gone');
    return new Map(known.map((id, at) => [id, connectionFrom([], () => '', { ...place, totalCount: at })]));
  });
  return { reads, loader };
}

const page = { first: 5, after: null };

describe('the answers of conversations', () => {
  test('are read once for all that ask for the same page, in the order asked; a deleted one has none', async () => {
    const { reads, loader } = counting();

    const pages = await Promise.all(
      ['b', 'gone', 'a', 'b'].map((conversationId) => loader.load({ conversationId, ...page })),
    );

    expect(pages.map(({ totalCount }) => totalCount)).toEqual([0, 0, 1, 0]);
    expect(reads).toEqual([['b', 'gone', 'a']]);
  });

  test('another page is another read', async () => {
    const { reads, loader } = counting();

    await Promise.all([
      loader.load({ conversationId: 'a', ...page }),
      loader.load({ conversationId: 'a', first: 1, after: null }),
    ]);

    expect(reads).toHaveLength(2);
  });
});
