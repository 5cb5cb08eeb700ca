// Who is measured. Each start is a fresh process; what it needs beside itself is started with it, on other cores.
import { join } from 'node:path';
import { cores } from './measure/cores.mjs';
import { freePort, startProcess } from './measure/process.mjs';
import { byId, byText } from './work/requests.mjs';

const folder = join(import.meta.dirname, 'peers');

/** Names, titles, and how they are asked. `needs: subgraphs` are two plain subgraph processes. */
export const peers = {
  'hive-http': {
    title: 'Hive runtime, Rust planner, subgraphs over HTTP',
    entry: 'hive.mjs',
    form: byText(),
    needs: 'subgraphs',
  },
  'hive-local': {
    title: 'Hive runtime, Rust planner, subgraphs in process',
    entry: 'hive.mjs',
    form: byText(),
    settings: { SUBGRAPHS: 'in-process' },
  },
  apollo: { title: '@apollo/server monolith', entry: 'apollo.mjs', form: byText() },
  yoga: { title: 'graphql-yoga monolith', entry: 'yoga.mjs', form: byText() },
  'yoga-cached': {
    title: 'graphql-yoga monolith with its response cache',
    entry: 'yoga.mjs',
    form: byText(),
    settings: { RESPONSE_CACHE: 'on' },
  },
  mercurius: { title: 'mercurius monolith with JIT', entry: 'mercurius.mjs', form: byText() },
  execute: { title: 'ceiling: graphql-js execute behind node:http', entry: 'execute.mjs', form: byId() },
};

/**
 * @param world the recorded data and the folder for logs
 * @returns the started peer; stopping it stops what was started for it
 */
export async function startPeer(name, world, extra = {}, ownCore = cores.server) {
  const { entry, settings = {}, needs } = peers[name] ?? { entry: `${name}.mjs` };
  const log = join(world.folder, `${name}.log`);
  const start = (file, own, core) =>
    startProcess({ entry: join(folder, file), settings: { RECORDED: world.recorded, ...own }, log, core });
  const helpers = [];
  const addresses = [];
  if (needs === 'subgraphs') {
    for (const subgraph of ['pricing', 'chat']) {
      const helper = await start(
        'subgraph.mjs',
        { SUBGRAPH: subgraph, PORT: String(await freePort()) },
        cores.others,
      );
      helpers.push(helper);
      addresses.push(`${subgraph}=${helper.base}/graphql`);
    }
  }
  const subgraphs = addresses.length > 0 ? { SUBGRAPHS: addresses.join(',') } : {};
  const program = await start(entry, { ...settings, ...subgraphs, ...extra }, ownCore);
  return {
    ...program,
    async stop() {
      await Promise.all([program, ...helpers].map((one) => one.stop()));
    },
  };
}
