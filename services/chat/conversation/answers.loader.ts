import DataLoader from 'dataloader';
import type { Connection } from '../../shared/connection.ts';
import type { Answer } from '../answer/answer.ts';
import type { Page } from './conversation.store.ts';

type Key = { conversationId: string } & Page;
export type AnswersLoader = DataLoader<Key, Connection<Answer>, string>;

type ReadPages = (ids: readonly string[], page: Page) => Promise<Map<string, Connection<Answer>>>;

const empty: Connection<Answer> = {
  edges: [],
  nodes: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  totalCount: 0,
};

/**
 * Pages of answers by conversation, read together for all conversations that are asked for the same page.
 * @returns an empty page for a conversation that has been deleted meanwhile
 */
export function makeAnswersLoader(read: ReadPages): AnswersLoader {
  const readSame = async (keys: readonly Key[]): Promise<(Connection<Answer> | Error)[]> => {
    const byPage = new Map<string, Promise<Map<string, Connection<Answer>>>>();
    for (const { first, after } of keys) {
      const name = `${first} ${after}`;
      if (byPage.has(name)) continue;
      const same = keys.filter((key) => key.first === first && key.after === after);
      const ids = [...new Set(same.map(({ conversationId }) => conversationId))];
      byPage.set(name, read(ids, { first, after }));
    }
    return Promise.all(
      keys.map(async ({ conversationId, first, after }) => {
        try {
          return (await byPage.get(`${first} ${after}`))?.get(conversationId) ?? empty;
        } catch (error) {
          return error instanceof Error ? error : new Error(String(error));
        }
      }),
    );
  };
  return new DataLoader(readSame, {
    cacheKeyFn: ({ conversationId, first, after }) => `${conversationId} ${first} ${after}`,
  });
}
