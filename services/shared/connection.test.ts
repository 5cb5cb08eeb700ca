import { describe, expect, test } from '@jest/globals';
import { type Connection, connectionFrom, PagedList } from './connection.ts';

const key = (letter: string) => letter;
const letters = ['a', 'b', 'c', 'd', 'e'];
const list = new PagedList(letters, key);

describe('a paged list', () => {
  test('pages followed by their cursors give every node once, in order', () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Connection<string> = list.page({ first: 2, after });
      seen.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);

    expect(seen).toEqual(letters);
  });

  test('the first page has nothing before it and says how many there are in all', () => {
    const page = list.page({ first: 2 });

    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(page.totalCount).toBe(5);
  });

  test('a page after the last node is empty and has no cursors', () => {
    const last = list.page({ first: 5 }).pageInfo.endCursor;

    const page = list.page({ first: 5, after: last });

    expect(page).toMatchObject({ edges: [], nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
    expect(page.pageInfo.startCursor).toBeNull();
  });

  test.each([0, -1, 101])('a page of %d is refused as bad input', (first) => {
    expect(() => list.page({ first })).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  test.each(['', 'z', 'a2V5Ong', '%%%', 'a2V5OmE='])('the cursor %p is refused as bad input', (after) => {
    expect(() => list.page({ first: 1, after })).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

test('the cursor of every edge is where the next page begins, however the page was read', () => {
  const place = { hasNextPage: true, hasPreviousPage: false, totalCount: 5 };
  const read = connectionFrom(letters.slice(0, 3), key, place);
  const listed = list.page({ first: 3 });

  expect(listed.edges).toEqual(read.edges);
  expect(listed.pageInfo).toEqual(read.pageInfo);
  const after = listed.edges.map(({ cursor }) => list.page({ first: 1, after: cursor }).nodes[0]);
  expect(after).toEqual(['b', 'c', 'd']);
});
