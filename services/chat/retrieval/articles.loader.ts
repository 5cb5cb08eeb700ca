import DataLoader from 'dataloader';
import type { AboutQuery, RankedPassage, Retriever } from './passage.ts';

/** Passages about an entity: at once when they are in this process. */
export type ArticlesLoader = (query: AboutQuery) => RankedPassage[] | Promise<RankedPassage[]>;

/** Passages about the entities of one request: from memory, else all of them in one look-up and each once. */
export function makeArticlesLoader({
  about,
  aboutNow,
}: Pick<Retriever, 'about' | 'aboutNow'>): ArticlesLoader {
  let elsewhere: DataLoader<AboutQuery, RankedPassage[], string> | null = null;
  return (query) => {
    const found = aboutNow(query);
    if (found) return found;
    elsewhere ??= new DataLoader(about, { cacheKeyFn });
    return elsewhere.load(query);
  };
}

function cacheKeyFn({ entity, language, topK }: AboutQuery): string {
  return `${JSON.stringify(entity)} ${language} ${topK}`;
}
