// Load from `wrk` where there is one, else from a load generator of our own. Both send the same list of requests over and
// over, each connection the next one of the list.
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cores, pinned } from './cores.mjs';

const run = promisify(execFile);
const hasWrk = spawnSync('wrk', ['--version'], { stdio: 'ignore' }).error === undefined;

/** A Lua text of any content without line ends; JSON has none. */
const luaText = (text) => `[====[${text}]====]`;

function luaScript(requests) {
  const made = requests.map(({ method, path, headers, body }) => {
    const lines = Object.entries(headers).map(([name, value]) => `[ ${luaText(name)} ]=${luaText(value)}`);
    return `add(${luaText(method)}, ${luaText(path)}, {${lines.join(',')}}, ${body ? luaText(body) : 'nil'})`;
  });
  return `local given, list, at = {}, {}, 0
local function add(...) given[#given + 1] = { ... } end
${made.join('\n')}
function init() for i, one in ipairs(given) do list[i] = wrk.format(one[1], one[2], one[3], one[4]) end end
function request() at = at % #list + 1 return list[at] end
function done(summary, latency)
  local failed = summary.errors
  io.write(string.format('RESULT {"requests":%d,"durationUs":%d,"p50Us":%d,"p99Us":%d,"bytes":%d,"faults":%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), summary.bytes,
    failed.connect + failed.read + failed.write + failed.status + failed.timeout))
end
`;
}

/** A file made once for its content. */
function fileOf(folder, content, ending) {
  const name = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const path = join(folder, `${name}.${ending}`);
  if (!existsSync(path)) writeFileSync(path, content);
  return path;
}

/**
 * @param kind `wrk`, `node`, or `auto`: wrk where it is installed
 * @param folder for the scripts
 */
export function makeLoad({ kind, folder }) {
  const useWrk = kind === 'wrk' || (kind === 'auto' && hasWrk);

  async function withWrk({ base, requests, connections, seconds }) {
    const script = fileOf(folder, luaScript(requests), 'lua');
    const command = [
      'wrk',
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '10s',
      '-s',
      script,
      base,
    ];
    const [program, ...parameters] = pinned(cores.load, command);
    const { stdout } = await run(program, parameters, { maxBuffer: 2 ** 24 });
    return JSON.parse(/^RESULT (.+)$/m.exec(stdout)?.[1] ?? '{}');
  }

  async function withNode({ base, requests, connections, seconds }) {
    const list = fileOf(folder, JSON.stringify(requests), 'json');
    const entry = join(import.meta.dirname, 'sockets.mjs');
    const command = [process.execPath, entry, base, list, String(connections), String(seconds)];
    const [program, ...parameters] = pinned(cores.load, command);
    const { stdout } = await run(program, parameters, { maxBuffer: 2 ** 24 });
    return JSON.parse(stdout);
  }

  return {
    text: useWrk
      ? 'wrk, one thread'
      : 'a load generator of our own, keep-alive sockets of Node, not from wrk',
    /**
     * @param base the server's address
     * @param requests `{ method, path, headers, body }`, headers without host and length
     * @returns requests per second, latencies in milliseconds, and how many requests were not answered with 2xx
     */
    async run(load) {
      const { requests, durationUs, p50Us, p99Us, bytes, faults } = await (useWrk
        ? withWrk(load)
        : withNode(load));
      if (!requests) throw new Error(`no request of ${load.base} was answered`);
      const perSecond = requests / (durationUs / 1e6);
      return { requests, perSecond, p50Ms: p50Us / 1e3, p99Ms: p99Us / 1e3, bytes, faults };
    },
  };
}
