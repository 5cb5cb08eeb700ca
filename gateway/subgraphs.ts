import type { Logger } from '../services/shared/logger.ts';
import type { OpenSubgraph } from '../services/shared/open-subgraph.ts';
import type { EmbeddedServices, GatewaySettings } from './config.ts';
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
    async close() {
      await Promise.all(all.map((subgraph) => subgraph.close()));
      await close();
    },
  };
}

/** The one door from the gateway to the services: each in this process or at its address, by its own setting. */
export async function openSubgraphs(settings: GatewaySettings, logger: Logger): Promise<Subgraphs> {
  if (settings.pricing) return makeSubgraphs([makeHttpSubgraph('pricing', settings.pricing.url)]);
  const { pricing, close } = await openEmbedded(settings.embedded, logger);
  return makeSubgraphs([makeLocalSubgraph(pricing)], close);
}

// Imported only here and only when needed: a gateway process of its own never loads the database client.
async function openEmbedded(
  { databaseUrl, dataDir, quoteValidDays, pollSeconds }: EmbeddedServices,
  logger: Logger,
): Promise<{ pricing: OpenSubgraph; close(): Promise<void> }> {
  const { openDatabaseUrl } = await import('../services/shared/embedded-postgres.ts');
  const { prepareDatabase } = await import('../prisma/prepare.ts');
  const { openPricing } = await import('../services/pricing/open.ts');
  const database = await openDatabaseUrl({ databaseUrl, dataDir, logger });
  try {
    await prepareDatabase(database.url, logger);
    const pricing = await openPricing({ databaseUrl: database.url, quoteValidDays, pollSeconds, logger });
    return { pricing, close: database.close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
