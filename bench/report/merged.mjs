// What was measured now, beside what was measured of the same suite before: a run may take some works alone, at more rounds.

const ofWorks = ({ tables }) => new Set(tables.map(({ work }) => work));
const isMeasured = ({ verdict }) => verdict !== 'not measured';

/**
 * @param before the suite's result as it was written last; absent: never
 * @returns the new result with the tables of works that only the older has, each told with the run that it is from
 */
export function merged(result, before) {
  const now = ofWorks(result);
  const kept = (before?.tables ?? [])
    .filter(({ work }) => !now.has(work))
    .map((table) => ({ ...table, run: table.run ?? before.run }));
  const barsBefore = new Map((before?.bars ?? []).filter(isMeasured).map((bar) => [bar.title, bar]));
  const bars = result.bars?.map((bar) => (isMeasured(bar) ? bar : (barsBefore.get(bar.title) ?? bar)));
  return { ...result, tables: [...result.tables, ...kept], ...(bars && { bars }) };
}
