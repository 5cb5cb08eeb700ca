import {
  KbliBranchDocument,
  KbliByCodeDocument,
  KbliListingDocument,
  KbliSearchDocument,
} from '../../schema/generated/operations.ts';
import type { CachedRoute } from './cached-route.ts';
import { defaultEdition, type EditionYear, graphEdition, otherEdition, wireKbli } from './kbli.wire.ts';
import type { RunOperation } from './operation.ts';
import { type KbliInput, kbliInput, readInput } from './schemas.ts';

const defaultLimit = 20;

/** Below these divisions stand the codes that the old tables held under each name; both editions have them all. */
const divisionsOfOldName: ReadonlyMap<string, readonly string[]> = new Map([
  ['restaurants', ['56']],
  ['accommodation', ['55']],
  ['retail', ['47']],
  ['services', ['62', '63', '70', '73', '74', '85', '93']],
  ['special', ['01', '32']],
]);

/** The business classification: one code, one category, a search, or the list of categories. */
export const kbliRoute: CachedRoute<KbliInput> = {
  name: 'kbli',
  paths: ['/api/v2/bali-zero/kbli'],
  methods: ['GET', 'POST'],
  ttlSeconds: 600,
  input: (given, source) => readInput(kbliInput[source], given),
  keyBody: (params) => ({ params }),
  async answer({ code, category, query, edition = defaultEdition, limit = defaultLimit }, run) {
    if (code !== undefined) return byCode(code.trim(), edition, run);
    const branch = category === undefined ? null : await byCategory(category.trim(), edition, limit, run);
    if (branch) return branch;
    return query === undefined ? listing(edition, run) : search(query, edition, limit, run);
  },
};

async function byCode(code: string, edition: EditionYear, run: RunOperation): Promise<object> {
  // What can't be a code is unknown here as any other, while the graph refuses it.
  const found = /^([a-z]|\d{2,5})$/i.test(code)
    ? await run(KbliByCodeDocument, {
        code,
        edition: graphEdition[edition],
        otherEdition: graphEdition[otherEdition[edition]],
      })
    : null;
  const entry = found?.kbli ?? found?.other;
  if (!entry) return { found: false, message: `KBLI code ${code} not found` };
  return { found: true, kbli: wireKbli(entry) };
}

/** @returns null for a category that is not known, which counts as absent */
async function byCategory(
  category: string,
  edition: EditionYear,
  limit: number,
  run: RunOperation,
): Promise<object | null> {
  const isLetter = /^[a-z]$/i.test(category);
  const name = isLetter ? category.toUpperCase() : category.toLowerCase();
  const roots = isLetter ? [name] : divisionsOfOldName.get(name);
  if (!roots) return null;
  const branches = await Promise.all(
    roots.map((code) => run(KbliBranchDocument, { code, edition: graphEdition[edition], first: limit })),
  );
  const known = branches.flatMap(({ kbli }) => (kbli ? [kbli] : []));
  if (known.length === 0) return null;
  return {
    category: name,
    codes: known
      .flatMap(({ subclasses }) => subclasses)
      .slice(0, limit)
      .map(wireKbli),
    total: known.reduce((sum, { subclassCount }) => sum + subclassCount, 0),
  };
}

async function search(
  query: string,
  edition: EditionYear,
  limit: number,
  run: RunOperation,
): Promise<object> {
  const { searchKbli } = await run(KbliSearchDocument, {
    query,
    edition: graphEdition[edition],
    first: limit,
  });
  return { query, results: searchKbli.map(({ kbli }) => wireKbli(kbli)), count: searchKbli.length };
}

async function listing(edition: EditionYear, run: RunOperation): Promise<object> {
  const { kbliSections } = await run(KbliListingDocument, { edition: graphEdition[edition] });
  return {
    categories: kbliSections.map(({ code }) => code),
    totalCodes: kbliSections.reduce((sum, { subclassCount }) => sum + subclassCount, 0),
    message: 'Send a code, a category (a section letter) or a query.',
    edition,
    sections: kbliSections.map(({ code, title, titleEn, subclassCount }) => ({
      code,
      name: title,
      nameEn: titleEn,
      codes: subclassCount,
    })),
  };
}
