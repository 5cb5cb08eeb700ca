// graphql-yoga over one schema: parsed and checked documents are kept by default.
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { createYoga } from 'graphql-yoga';
import { monolithSchema } from '../graph/schema.mjs';
import { readSnapshot } from '../graph/snapshot.mjs';
import { listen, recorded } from './listen.mjs';

const cached = process.env.RESPONSE_CACHE === 'on';

listen(
  createYoga({
    schema: monolithSchema(await readSnapshot(recorded)),
    logging: false,
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    maskedErrors: false,
    plugins: cached ? [useResponseCache({ session: () => null, ttl: 3_600_000 })] : [],
  }),
);
