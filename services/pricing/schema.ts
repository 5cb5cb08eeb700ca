import type { ResolverContainer } from '../shared/direct-resolvers.ts';
import { buildSubgraph, type SubgraphSchema } from '../shared/subgraph.ts';
import { PackageResolver } from './catalogue/package.resolver.ts';
import { AdviceFields, ContactRouteFields, PriceListResolver } from './catalogue/price-list.resolver.ts';
import { ServiceQueries } from './catalogue/service.resolver.ts';
import {
  PriceOptionFields,
  ServiceExtensionFields,
  ServiceFields,
} from './catalogue/service-fields.resolver.ts';
import { kbliResolverClasses } from './kbli/kbli-subgraph.ts';
import { QuoteResolver } from './quote/quote.resolver.ts';
import { QuoteFields, QuoteLineFields } from './quote/quote-fields.resolver.ts';

/** Every class of resolvers of the subgraph. */
export const pricingResolverClasses = [
  ServiceQueries,
  ServiceFields,
  ServiceExtensionFields,
  PriceOptionFields,
  PriceListResolver,
  ContactRouteFields,
  AdviceFields,
  PackageResolver,
  QuoteResolver,
  QuoteFields,
  QuoteLineFields,
  ...kbliResolverClasses,
] as const;

/** How the entities that others refer to are found by their keys; null for one that does not exist. */
export type PricingReferences = {
  Service(reference: { code?: unknown }): unknown;
  KbliCode(reference: { edition?: unknown; code?: unknown }): unknown;
};

/**
 * The schema of the pricing subgraph over the given resolvers.
 * @param instances one of each resolver class, built with what it depends on
 * @throws Error naming a class that has no instance, so that a forgotten one shows at start and not in a request
 */
export async function pricingSchema(
  instances: readonly object[],
  references: PricingReferences,
): Promise<SubgraphSchema> {
  const byClass = new Map<unknown, object>(instances.map((instance) => [instance.constructor, instance]));
  for (const resolver of pricingResolverClasses) {
    if (!byClass.has(resolver)) throw new Error(`There is no instance of ${resolver.name}`);
  }
  return buildPricing(references, { get: (resolver) => byClass.get(resolver) });
}

function buildPricing(
  references: Record<string, (reference: never) => unknown>,
  container?: ResolverContainer,
) {
  return buildSubgraph({ resolvers: [...pricingResolverClasses], references, container });
}

/** What the subgraph offers, printed from its classes; needs no database. */
export async function pricingSdl(): Promise<string> {
  return (await buildPricing({})).sdl;
}
