import { buildSubgraph, type SubgraphSchema } from '../shared/subgraph.ts';
import { ApiKeyResolver } from './api-key.resolver.ts';
import type { Keys } from './keys.ts';
import { ViewerResolver } from './viewer.resolver.ts';

/** The schema of the access subgraph over the given keys. */
export async function accessSchema(keys: Keys): Promise<SubgraphSchema> {
  const instances = new Map<unknown, object>([
    [ApiKeyResolver, new ApiKeyResolver(keys)],
    [ViewerResolver, new ViewerResolver()],
  ]);
  return buildAccess({ get: (resolver) => instances.get(resolver) });
}

type ResolverContainer = { get(resolver: unknown): unknown };

function buildAccess(container?: ResolverContainer): Promise<SubgraphSchema> {
  return buildSubgraph({ resolvers: [ApiKeyResolver, ViewerResolver], references: {}, container });
}

/** What the subgraph offers, printed from its classes; needs no database. */
export async function accessSdl(): Promise<string> {
  return (await buildAccess()).sdl;
}
