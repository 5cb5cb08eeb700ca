// @apollo/server over one schema, in its standalone server; parsed and checked documents are kept by default.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { monolithSchema } from '../graph/schema.mjs';
import { readSnapshot } from '../graph/snapshot.mjs';
import { port, recorded } from './listen.mjs';

const server = new ApolloServer({
  schema: monolithSchema(await readSnapshot(recorded)),
  introspection: false,
  includeStacktraceInErrorResponses: false,
  csrfPrevention: false,
  cache: 'bounded',
  persistedQueries: false,
});
await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
process.stdout.write('ready\n');
process.once('SIGTERM', () => process.exit(0));
