import DataLoader from 'dataloader';
import type { Language } from '../../shared/language.ts';
import type { RankedPassage, Retriever } from './passage.ts';

type Source = Parameters<Retriever['about']>[0];
type Key = { source: Source; language: Language | null; first: number };
export type ArticlesLoader = DataLoader<Key, RankedPassage[], string>;

/** Passages about entities, each entity looked up once per request. */
export function makeArticlesLoader({ about }: Pick<Retriever, 'about'>): ArticlesLoader {
  return new DataLoader(
    (keys) =>
      Promise.all(
        keys.map(({ source, language, first }) =>
          about(source, language, first).catch((error) =>
            error instanceof Error ? error : new Error(String(error)),
          ),
        ),
      ),
    { cacheKeyFn: ({ source, language, first }) => `${JSON.stringify(source)} ${language} ${first}` },
  );
}
