import { parseArgs } from 'node:util';
import { auditSuite, type SuiteReport, suiteIds } from './audit.ts';

const usage = `npm run conformance:federation -- --url http://host:port [--suite id]

Runs the suites of a federation audit server through the federated executor.
`;

type Surroundings = { print(text: string): void; complain(text: string): void };

/**
 * Runs the suites of an audit server, one after the other, and prints how each went.
 * @returns exit code: 0 when every test of every suite passed, 1 when one did not or there was none, 2 for wrong usage
 */
export async function conformanceCommand(
  words: string[],
  { print, complain }: Surroundings,
): Promise<number> {
  const given = argumentsOf(words);
  if (!given) {
    complain(usage);
    return 2;
  }
  const { url, suite } = given;
  let ids: string[];
  try {
    ids = suite === undefined ? await suiteIds(url) : [suite];
  } catch (error) {
    complain(`There is no audit server at ${url}: ${reasonOf(error)}\n`);
    return 1;
  }
  const width = Math.max(...ids.map(({ length }) => length), 5);
  const reports: SuiteReport[] = [];
  for (const id of ids) {
    const report = await auditSuite(url, id).catch((error: unknown) => ({ id, outcomes: [reasonOf(error)] }));
    reports.push(report);
    print(`${id.padEnd(width)}  ${tally([report])}\n`);
  }
  print(`${'Total'.padEnd(width)}  ${tally(reports)}\n`);
  for (const { id, outcomes } of reports) {
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome !== null) print(`\n${id}, test ${index + 1}\n${outcome}\n`);
    }
  }
  const outcomes = reports.flatMap((report) => report.outcomes);
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === null) ? 0 : 1;
}

function argumentsOf(words: string[]): { url: string; suite?: string } | null {
  try {
    const { values } = parseArgs({
      args: words,
      options: { url: { type: 'string' }, suite: { type: 'string' } },
    });
    const { url, suite } = values;
    return url === undefined ? null : { url: new URL(url).href.replace(/\/+$/, ''), suite };
  } catch {
    return null;
  }
}

function tally(reports: readonly SuiteReport[]): string {
  const outcomes = reports.flatMap((report) => report.outcomes);
  const passed = outcomes.filter((outcome) => outcome === null).length;
  return `${passed} of ${outcomes.length} passed${passed < outcomes.length ? '  MISSED' : ''}`;
}

function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
