// The Hive runtime with the Rust planner and its own server pipeline. The subgraphs are called over HTTP, or, with
// SUBGRAPHS=in-process, their schemas are executed here.
import { readFileSync } from 'node:fs';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { createDefaultExecutor } from '@graphql-mesh/transport-common';
import { subgraphSchema, supergraphOf } from '../graph/schema.mjs';
import { readSnapshot } from '../graph/snapshot.mjs';
import { listen, recorded } from './listen.mjs';

const { SUPERGRAPH, SUBGRAPHS = '' } = process.env;

async function inProcess() {
  const snapshot = await readSnapshot(recorded);
  const executors = new Map(
    ['pricing', 'chat'].map((name) => [name, createDefaultExecutor(subgraphSchema(name, snapshot))]),
  );
  const getSubgraphExecutor = ({ subgraphName }) => executors.get(subgraphName.toLowerCase());
  return {
    supergraph: supergraphOf({ pricing: 'http://in.process/pricing', chat: 'http://in.process/chat' }),
    transports: { http: { getSubgraphExecutor } },
  };
}

/** Addresses as `pricing=http://…,chat=http://…`; the supergraph is ours or, by SUPERGRAPH, a given one. */
function overHttp() {
  const urls = Object.fromEntries(SUBGRAPHS.split(',').map((pair) => pair.split('=')));
  return { supergraph: SUPERGRAPH ? readFileSync(SUPERGRAPH, 'utf8') : supergraphOf(urls) };
}

listen(
  createGatewayRuntime({
    ...(SUBGRAPHS === 'in-process' ? await inProcess() : overHttp()),
    unifiedGraphHandler,
    logging: false,
    graphiql: false,
    landingPage: false,
    maskedErrors: false,
    disableIntrospection: { disableIf: () => false },
  }),
);
