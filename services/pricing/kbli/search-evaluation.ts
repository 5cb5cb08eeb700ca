import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { projectPath } from '../../shared/project-root.ts';
import { type Edition, editions } from './kbli-tables.ts';
import type { KbliSearch, KbliSearchMatch } from './search.ts';

/** An everyday query with the codes that answer it in each edition. */
const evaluationQuery = z.object({
  q: z.string().min(1),
  lang: z.enum(['en', 'id', 'it']),
  codes: z.array(z.string()),
  codes_2025: z.array(z.string()),
});
export type EvaluationQuery = z.infer<typeof evaluationQuery>;

export const evaluationSets = ['reference', 'development', 'held-out'] as const;
export type EvaluationSet = (typeof evaluationSets)[number];

/** The committed queries, written before the search was. */
export async function readEvaluationSet(name: EvaluationSet): Promise<EvaluationQuery[]> {
  const path = projectPath('services', 'pricing', 'kbli', 'evaluation', `queries-${name}.json`);
  return z.array(evaluationQuery).parse(JSON.parse(await readFile(path, 'utf8')));
}

export type Shares = {
  queries: number;
  /** Share of queries whose first answer is right, 0 to 1 */
  first: number;
  /** Share of queries with a right answer among the first five */
  topFive: number;
};

export type Miss = { query: string; expected: string[]; found: KbliSearchMatch[] };
export type Evaluation = Shares & { misses: Miss[] };

/** Asks each query without a language hint, as a person would type it. @param queries at least one */
export function evaluateSearch(
  search: KbliSearch,
  queries: readonly EvaluationQuery[],
  edition: Edition,
): Evaluation {
  const misses: Miss[] = [];
  let topFive = 0;
  for (const { q, codes, codes_2025 } of queries) {
    const expected = edition === 'KBLI_2020' ? codes : codes_2025;
    const found = search.find(q, { edition, first: 5 });
    const rank = found.findIndex(({ kbli }) => expected.includes(kbli.code));
    if (rank >= 0) topFive += 1;
    if (rank !== 0) misses.push({ query: q, expected, found });
  }
  const count = queries.length;
  return { queries: count, first: (count - misses.length) / count, topFive: topFive / count, misses };
}

/** What the product promises, for the reference queries and for all of its own together. */
export const promisedShares = { first: 0.9, topFive: 0.98 };

export const keepsPromise = ({ first, topFive }: Shares): boolean =>
  first >= promisedShares.first && topFive >= promisedShares.topFive;

/** One line of the report. */
export type EvaluationLine = Shares & { set: string; language: string; edition: Edition };

/** The shares of a set in both editions, together and by language. */
export function evaluationLines(
  search: KbliSearch,
  set: string,
  queries: readonly EvaluationQuery[],
): EvaluationLine[] {
  const languages = ['all', 'en', 'id', 'it'] as const;
  return editions.flatMap((edition) =>
    languages.flatMap((language) => {
      const spoken = queries.filter(({ lang }) => language === 'all' || lang === language);
      if (spoken.length === 0) return [];
      const { misses: _misses, ...shares } = evaluateSearch(search, spoken, edition);
      return [{ set, language, edition, ...shares }];
    }),
  );
}
