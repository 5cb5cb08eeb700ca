import { kbliVersion, parseKbli } from './kbli-files.ts';
import { readKbliFiles } from './kbli-seed.ts';
import { type SearchLists, searchLists } from './search-lists.ts';

/** What the search looks up for one version of the classification. */
export type BuiltSearch = { version: string; lists: SearchLists };

/** For the committed tables. */
export async function builtSearch(): Promise<BuiltSearch> {
  const files = await readKbliFiles();
  return { version: kbliVersion(files), lists: searchLists(parseKbli(files).codes) };
}
