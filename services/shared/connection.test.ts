import { describe, expect, test } from '@jest/globals';
import { type Connection, pageOf } from './connection.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];
const key = (letter: string) => letter;

describe('pageOf', () => {
  test('pages followed by their cursors give every node once, in order', () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Connection<string> = pageOf(letters, key, { first: 2, after });
      seen.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);

    expect(seen).toEqual(letters);
  });

  test('the first page has nothing before it and says how many there are in all', () => {
    const page = pageOf(letters, key, { first: 2 });

    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(page.totalCount).toBe(5);
  });

  test('a page after the last node is empty and has no cursors', () => {
    const last = pageOf(letters, key, { first: 5 }).pageInfo.endCursor;

    const page = pageOf(letters, key, { first: 5, after: last });

    expect(page).toMatchObject({ edges: [], nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });

  test.each([0, -1, 101])('a page of %d is refused as bad input', (first) => {
    expect(() => pageOf(letters, key, { first })).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });

  test.each(['', 'z', 'a2V5Ong', '%%%', 'a2V5OmE='])('the cursor %p is refused as bad input', (after) => {
    expect(() => pageOf(letters, key, { first: 1, after })).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });
});
