import { KbliResolver, type KbliSources } from './kbli.resolver.ts';
import type { KbliNode } from './kbli.ts';
import {
  ForeignOwnershipResolver,
  InvestmentRuleResolver,
  OwnershipRuleResolver,
} from './kbli-notes.resolver.ts';
import { KbliSubclassesResolver } from './kbli-subclasses.resolver.ts';
import { editions } from './kbli-tables.ts';

/** The resolver classes of the classification, for the schema. */
export const kbliResolverClasses = [
  KbliResolver,
  KbliSubclassesResolver,
  ForeignOwnershipResolver,
  OwnershipRuleResolver,
  InvestmentRuleResolver,
] as const;

/** One instance of each resolver class, for type-graphql's container. */
export function kbliResolvers(sources: KbliSources): object[] {
  return [
    new KbliResolver(sources),
    new KbliSubclassesResolver(),
    new ForeignOwnershipResolver(),
    new OwnershipRuleResolver(),
    new InvestmentRuleResolver(),
  ];
}

/** How a reference to a KbliCode is resolved; null for a code or an edition that does not exist. */
export function resolveKbliReference(sources: Pick<KbliSources, 'classification'>) {
  return ({ edition, code }: { edition?: unknown; code?: unknown }): KbliNode | null => {
    const known = editions.find((name) => name === edition);
    return known && typeof code === 'string' ? sources.classification().find(known, code) : null;
  };
}
