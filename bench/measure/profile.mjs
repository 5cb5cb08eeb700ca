// Which stage the processor was in, from a CPU profile that V8 took of the running program.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { placeOf } from './places.mjs';

/**
 * Stages by where the innermost known function stands. Code of packages and of Node counts for whoever called it, but the
 * server's own is its own, for its hooks call one another and would all count for the first.
 */
const serverStage = 'HTTP server (Node, Fastify, kernel)';
const stages = [
  [
    serverStage,
    /node_modules\/(?:fastify|find-my-way|avvio|fastq)\/|^node:(?:_http|net|internal\/(?:stream|http))/,
  ],
  [
    'identify',
    /\/gateway\/(?:address|context|key|session|identity|challenge|short-way\/caller|stages\/(?:identify|token|rights|scopes))/,
  ],
  ['admit and quota', /\/gateway\/(?:admission|share|quota|limit|stages\/(?:ad-hoc|admit|quota|cost))/],
  [
    'document',
    /\/gateway\/(?:documents|given-document|persisted|stages\/(?:document|variables|operation|selection))/,
  ],
  ['cache', /\/gateway\/(?:cache|kept-operation|short-way\/known|stages\/cache)/],
  [
    'record',
    /\/gateway\/(?:stages\/record|recording|pseudonym|short-way\/exchange|tracing|metrics)|\/(?:pino|sonic-boom|prom-client)\//,
  ],
  ['execute', /\/gateway\/(?:execute\/|subgraph|stages\/execute|deadline)|\/dist\/services\//],
  [
    'serialise and write',
    /\/gateway\/(?:graphql|event-stream|encoded-body|stages\/mask|http|rest\/|security-headers|cors|short-way\/short-reply)/,
  ],
  ['pipeline', /\/dist\/gateway\//],
];
const byName = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(idle)', null],
  ['(program)', serverStage],
  ['(root)', serverStage],
  ['stringify', 'serialise and write'],
]);

export const stageNames = [...stages.slice(1).map(([name]) => name), 'garbage collection', serverStage];

/** Stage of each node of the call tree, from its own function or else that of its callers; null for idleness. */
function stageOfNodes(nodes) {
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map();
  function stageOf(id) {
    if (id === undefined) return serverStage;
    if (found.has(id)) return found.get(id);
    const { callFrame } = byId.get(id);
    const { functionName, url } = callFrame;
    const place = placeOf(callFrame);
    const own = stages.find(([, places]) => places.test(place))?.[0];
    const isNative = url === '' && byName.has(functionName);
    const stage = isNative ? byName.get(functionName) : (own ?? stageOf(callers.get(id)));
    found.set(id, stage);
    return stage;
  }
  return (id) => stageOf(id);
}

/**
 * @param folder where the program wrote its profile as it ended
 * @param window microseconds of the monotonic clock, from and to
 * @returns share of the computing by stage, together 1
 */
export function stageShares(folder, window) {
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  const { nodes, samples, timeDeltas, startTime } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  rmSync(join(folder, file));
  const stageOf = stageOfNodes(nodes);
  const times = new Map(stageNames.map((name) => [name, 0]));
  let at = startTime;
  samples.forEach((id, index) => {
    at += timeDeltas[index];
    const stage = at >= window.from && at <= window.to ? stageOf(id) : null;
    if (stage !== null) times.set(stage, times.get(stage) + timeDeltas[index]);
  });
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return Object.fromEntries([...times].map(([name, time]) => [name, time / all]));
}
