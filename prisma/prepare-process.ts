import { makeLogger } from '../services/shared/logger.ts';
import { prepareDatabase } from './prepare.ts';

/** What the parent sends at the start, and what it gets back at the end: null, or why the database is not prepared. */
export type Preparation = { url: string; name: string; logLevel: string };
export type Prepared = { failure: string | null };

// A terminal's Ctrl-C reaches this process too; it ends with its parent, which then hangs up.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

process.once('message', async ({ url, name, logLevel }: Preparation) => {
  const answer: Prepared = await prepareDatabase(url, makeLogger(name, logLevel)).then(
    () => ({ failure: null }),
    (error) => ({ failure: error instanceof Error ? error.message : String(error) }),
  );
  process.send?.(answer, () => process.disconnect());
});
