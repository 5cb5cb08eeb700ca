// Our own program as it runs in production, with the settings of every measured run.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { smallMachineFlags, flags as wholeFlags } from '../scripts/programs.mjs';
import { root } from '../scripts/set-up.mjs';
import { cores } from './measure/cores.mjs';
import { freePort, startProcess } from './measure/process.mjs';

export const compiled = (path) => import(pathToFileURL(join(root, 'dist', path)).href);

/**
 * Small on purpose: the lists of distinct variables must not fit, so that what is called uncached is not answered from
 * the cache, while the cache stands in the way of every request.
 */
const cacheMaxBytes = 262_144;

/** Counted for every request, and too high for any load to meet. */
const quotas = Object.fromEntries(
  ['GLOBAL', 'SESSION', 'API', 'STRICT'].flatMap((name) => [
    [`RATE_LIMIT_${name}`, '1000000'],
    [`RATE_LIMIT_${name}_SECONDS`, '1'],
  ]),
);

const entries = {
  gateway: 'dist/server/gateway.js',
  pricing: 'dist/server/pricing.js',
  chat: 'dist/server/chat.js',
};

const answersReady = (base) =>
  fetch(`${base}/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

/** @param database address of a PostgreSQL that all processes share; its first start fills it */
export function makeOurs({ database, folder }) {
  const secrets = {
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    CHAT_GATEWAY_SECRET: randomBytes(32).toString('base64url'),
    ACCESS_GATEWAY_SECRET: randomBytes(32).toString('base64url'),
  };
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  const usual = { HOST: '127.0.0.1', LOG_LEVEL: 'info', DATABASE_URL: database, DATA_DIR: dataDir };
  const { SESSION_SECRET, CHAT_GATEWAY_SECRET, ACCESS_GATEWAY_SECRET } = secrets;
  const { REDIS_URL } = process.env;
  const ofPart = {
    gateway: { SESSION_SECRET, CACHE_MAX_BYTES: String(cacheMaxBytes), ...quotas },
    pricing: { ACCESS_GATEWAY_SECRET },
    // In production it insists on a Redis.
    chat: { CHAT_GATEWAY_SECRET, ...(REDIS_URL ? { REDIS_URL } : { NODE_ENV: 'development' }) },
  };

  return {
    secrets,
    /**
     * Settings of a gateway whose services all run elsewhere: it has no database then.
     * @param urls of pricing and chat
     * @param pricing the process that serves API keys as well
     */
    remote: (urls, pricing) => ({
      PRICING_URL: urls.pricing,
      CHAT_URL: urls.chat,
      ACCESS_URL: `${pricing.base}/access/graphql`,
      CHAT_GATEWAY_SECRET,
      ACCESS_GATEWAY_SECRET,
      DATABASE_URL: '',
    }),
    /**
     * Starts one of our processes, all of the program in one unless settings say otherwise.
     * @param part `gateway`, `pricing` or `chat`
     * @returns the process; a gateway's with `numbersBase`, where it serves its metrics
     */
    async start(part = 'gateway', { settings = {}, core = cores.server, flags = [] } = {}) {
      const isWhole = part === 'gateway' && !settings.PRICING_URL;
      const numbers = part === 'gateway' ? { METRICS_PORT: String(await freePort()) } : {};
      const program = await startProcess({
        entry: join(root, entries[part]),
        flags: [...(isWhole ? wholeFlags : smallMachineFlags), ...flags],
        settings: { ...usual, ...ofPart[part], ...numbers, ...settings },
        log: join(folder, `${part}.log`),
        core,
        isReady: answersReady,
      });
      if (part !== 'gateway') return program;
      return { ...program, numbersBase: `http://127.0.0.1:${numbers.METRICS_PORT}` };
    },
  };
}

/** How often a gateway's response cache had an answer and had none, since its start. */
export async function cacheCounts({ numbersBase }) {
  const answer = await fetch(`${numbersBase}/metrics`);
  if (!answer.ok) throw new Error(`${numbersBase}/metrics answered ${answer.status}`);
  const text = await answer.text();
  const of = (name) =>
    Number(new RegExp(`^zantara_backend_cache_${name}_total (\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { hits: of('hits'), misses: of('misses') };
}

/** Share of the answers that came from the cache between two readings, 0 to 1; null when none was looked for. */
export function hitShare(before, after) {
  const hits = after.hits - before.hits;
  const all = hits + after.misses - before.misses;
  return all === 0 ? null : hits / all;
}
