// mercurius over one schema, each document compiled by graphql-jit at its first use.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { monolithSchema } from '../graph/schema.mjs';
import { readSnapshot } from '../graph/snapshot.mjs';
import { port, recorded } from './listen.mjs';

const app = Fastify({ logger: false });
await app.register(mercurius, {
  schema: monolithSchema(await readSnapshot(recorded)),
  jit: 1,
  graphiql: false,
});
await app.listen({ port, host: '127.0.0.1' });
process.stdout.write('ready\n');
process.once('SIGTERM', () => process.exit(0));
