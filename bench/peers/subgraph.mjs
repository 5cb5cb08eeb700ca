// One plain subgraph, SUBGRAPH=pricing or chat, served by graphql-yoga: what Hive calls over HTTP.
import { createYoga } from 'graphql-yoga';
import { subgraphSchema } from '../graph/schema.mjs';
import { readSnapshot } from '../graph/snapshot.mjs';
import { listen, recorded } from './listen.mjs';

const { SUBGRAPH } = process.env;

listen(
  createYoga({
    schema: subgraphSchema(SUBGRAPH, await readSnapshot(recorded, [SUBGRAPH])),
    logging: false,
    graphiql: false,
    landingPage: false,
    maskedErrors: false,
  }),
);
