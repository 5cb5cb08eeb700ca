import type { Graph } from '../services/shared/graph.ts';
import type { Logger } from '../services/shared/logger.ts';
import type { OpenSubgraph } from '../services/shared/open-subgraph.ts';
import { makeSignedCalls } from '../services/shared/signed-call.ts';
import type { GatewaySettings } from './config.ts';
import { makeHttpSubgraph } from './subgraph.http.ts';
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
    dataVersion: () => all.map(({ name, dataVersion }) => `${name}=${dataVersion()}`).join(' '),
    async drain() {
      await Promise.all(all.map((subgraph) => subgraph.drain?.()));
    },
    async close() {
      await Promise.all(all.map((subgraph) => subgraph.close()));
      await close();
    },
  };
}

/**
 * The one door from the gateway to the services: each in this process or at its address, by its own setting.
 * @param graph the way back from a service of this process to the whole graph
 */
export async function openSubgraphs(
  settings: GatewaySettings,
  graph: Graph,
  logger: Logger,
): Promise<Subgraphs> {
  const { pricing, chat, chatSecret } = settings;
  const signedCalls = chatSecret ? makeSignedCalls({ secret: chatSecret }) : undefined;
  const remote = [
    ...(pricing ? [makeHttpSubgraph('pricing', pricing.url)] : []),
    ...(chat ? [makeHttpSubgraph('chat', chat.url, { signedCalls })] : []),
  ];
  if (pricing && chat) return makeSubgraphs(remote);
  const { services, close } = await openEmbedded(settings, graph, logger);
  return makeSubgraphs([...services.map(makeLocalSubgraph), ...remote], close);
}

// Imported only here and only when needed: a gateway process of its own never loads the database client.
async function openEmbedded(
  { pricing, chat, embedded }: GatewaySettings,
  graph: Graph,
  logger: Logger,
): Promise<{ services: OpenSubgraph[]; close(): Promise<void> }> {
  const { databaseUrl, dataDir, quoteValidDays, pollSeconds, answers } = embedded;
  const { openDatabaseUrl } = await import('../services/shared/embedded-postgres.ts');
  const { prepareDatabase } = await import('../prisma/prepare.ts');
  const database = await openDatabaseUrl({ databaseUrl, dataDir, logger });
  const services: OpenSubgraph[] = [];
  try {
    await prepareDatabase(database.url, logger);
    if (!pricing) {
      const { openPricing } = await import('../services/pricing/open.ts');
      services.push(await openPricing({ databaseUrl: database.url, quoteValidDays, pollSeconds, logger }));
    }
    if (!chat) {
      const { openChat } = await import('../services/chat/open.ts');
      services.push(await openChat({ databaseUrl: database.url, graph, logger, ...answers }));
    }
    return { services, close: database.close };
  } catch (error) {
    for (const service of services) await service.close();
    await database.close();
    throw error;
  }
}
