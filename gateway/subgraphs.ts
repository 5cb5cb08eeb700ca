import type { Registry } from 'prom-client';
import type { FirstKey } from '../services/shared/api-key.ts';
import type { Graph } from '../services/shared/graph.ts';
import { joinedVersion } from '../services/shared/joined-version.ts';
import type { KeyLookup } from '../services/shared/key-lookup.ts';
import type { Logger } from '../services/shared/logger.ts';
import type { OpenSubgraph } from '../services/shared/open-subgraph.ts';
import { makeSignedCalls } from '../services/shared/signed-call.ts';
import type { GatewaySettings } from './config.ts';
import { makeHttpKeyLookup } from './key-lookup.http.ts';
import { type KeyRing, makeKeyRing } from './keys.ts';
import { followRevocations } from './revocations.ts';
import { makeLocalSubgraph } from './subgraph.local.ts';
import type { Subgraph } from './subgraph.ts';

/** Every service behind the gateway. */
export type Subgraphs = {
  all: readonly Subgraph[];
  /** @throws Error when the supergraph names a service that the gateway does not know */
  named(name: string): Subgraph;
  /** Changes whenever the data of any of them change. */
  dataVersion(): string;
  /** Lets answers that are being made come to their end; their readers' streams end with them. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

export function makeSubgraphs(all: readonly Subgraph[], close = async () => {}): Subgraphs {
  const byName = new Map(all.map((subgraph) => [subgraph.name, subgraph]));
  return {
    all,
    named(name) {
      const subgraph = byName.get(name);
      if (!subgraph) throw new Error(`There is no subgraph "${name}"`);
      return subgraph;
    },
    dataVersion: joinedVersion(
      all.map((subgraph) => () => subgraph.dataVersion()),
      (versions) => all.map(({ name }, index) => `${name}=${versions[index]}`).join(' '),
    ),
    async drain() {
      await Promise.all(all.map((subgraph) => subgraph.drain?.()));
    },
    async close() {
      await Promise.all(all.map((subgraph) => subgraph.close()));
      await close();
    },
  };
}

/** What stands behind the gateway: its services, and the API keys that one of them owns. */
export type OpenSubgraphs = Subgraphs & {
  keys: KeyRing;
  /** Made at this start; null on any later one, and wherever keys are not this process's own. */
  firstKey: FirstKey | null;
};

/** Where services of this process write what they do. */
type Watching = { logger: Logger; register: Registry };

/**
 * The one door from the gateway to the services: each in this process or at its address, by its own setting.
 * @param graph the way back from a service of this process to the whole graph
 */
export async function openSubgraphs(
  settings: GatewaySettings,
  graph: Graph,
  { logger, register }: Watching,
): Promise<OpenSubgraphs> {
  const { pricing, chat, chatSecret, access } = settings;
  const chatCalls = chatSecret ? makeSignedCalls({ secret: chatSecret }) : undefined;
  const accessCalls = access ? makeSignedCalls({ secret: access.secret }) : undefined;
  const remote: Subgraph[] = [];
  if (pricing || chat || access) {
    // Loaded only where a service runs elsewhere: the connections' code takes time and memory.
    const { makeHttpSubgraph } = await import('./subgraph.http.ts');
    if (pricing) remote.push(makeHttpSubgraph('pricing', pricing.url));
    if (chat) remote.push(makeHttpSubgraph('chat', chat.url, { signedCalls: chatCalls }));
    if (access) remote.push(makeHttpSubgraph('access', access.url, { signedCalls: accessCalls }));
  }
  const embedded =
    pricing && chat && access ? null : await openEmbedded(settings, graph, { logger, register });
  const lookup =
    access && accessCalls ? makeHttpKeyLookup({ ...access, signedCalls: accessCalls }) : embedded?.keys;
  if (!lookup) throw new Error('Nobody keeps API keys');
  const keys = makeKeyRing({ lookup });
  const redis = await revocationRedis(settings, logger);
  const revocations = followRevocations({ ring: keys, lookup, redis, logger });
  const subgraphs = makeSubgraphs(
    [...(embedded?.services ?? []).map(makeLocalSubgraph), ...remote],
    async () => {
      await revocations.close();
      await embedded?.close();
    },
  );
  return { ...subgraphs, keys, firstKey: embedded?.firstKey ?? null };
}

async function revocationRedis({ redisUrl }: GatewaySettings, logger: Logger) {
  if (redisUrl === undefined) return null;
  const { connectGatewayRedis } = await import('./redis.ts');
  return connectGatewayRedis(redisUrl, { logger });
}

type EmbeddedParts = {
  services: OpenSubgraph[];
  /** Absent when access runs elsewhere. */
  keys?: KeyLookup;
  firstKey: FirstKey | null;
  close(): Promise<void>;
};

// Imported only here and only when needed: a gateway process of its own never loads the database client.
async function openEmbedded(
  settings: GatewaySettings,
  graph: Graph,
  { logger, register }: Watching,
): Promise<EmbeddedParts> {
  const { pricing, chat, access, redisUrl, production, embedded } = settings;
  const { databaseUrl, dataDir, quoteValidDays, pollSeconds, answers } = embedded;
  const { openDatabaseUrl } = await import('../services/shared/embedded-postgres.ts');
  const { ensurePrepared } = await import('../prisma/ensure-prepared.ts');
  const database = await openDatabaseUrl({ databaseUrl, dataDir, logger });
  const parts: EmbeddedParts = { services: [], firstKey: null, close: database.close };
  try {
    await ensurePrepared(database.url, logger);
    if (!pricing) {
      const { openPricing } = await import('../services/pricing/open.ts');
      parts.services.push(
        await openPricing({ databaseUrl: database.url, quoteValidDays, pollSeconds, logger, register }),
      );
    }
    if (!chat) {
      const { openChat } = await import('../services/chat/open.ts');
      parts.services.push(await openChat({ databaseUrl: database.url, graph, logger, register, ...answers }));
    }
    if (!access) {
      const { openAccess } = await import('../services/access/open.ts');
      const opened = await openAccess({ databaseUrl: database.url, redisUrl, logger });
      parts.services.push(opened);
      parts.keys = opened.keys;
      if (database.embedded && !production) parts.firstKey = await opened.makeFirstKey(dataDir);
    }
    return parts;
  } catch (error) {
    for (const service of parts.services) await service.close();
    await database.close();
    throw error;
  }
}
