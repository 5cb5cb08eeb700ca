import type { Connection } from '../../shared/connection.ts';
import { checkedFirst } from '../../shared/connection.ts';
import { badInput } from '../../shared/errors.ts';
import { Cost, maxAgeSeconds, PagesByFirst, SharedFor, SizedByFirst } from '../../shared/hints.ts';
import { Language } from '../../shared/language.ts';
import { Arg, ID, Int, Query, Resolver } from '../../shared/type-graphql.ts';
import type { PricingCounts } from '../pricing.counts.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Service as CatalogueService, ServiceCategory } from './catalogue.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import { Service, ServiceConnection, ServiceMatch } from './service.type.ts';

const languageKey = { EN: 'en', ID: 'id', IT: 'it' } as const;

/** Refuses a code that is empty or longer than any code could be. */
export function checkedCode(code: string): string {
  const trimmed = code.trim();
  if (trimmed !== '' && trimmed.length <= 64) return trimmed;
  throw badInput('"code" must have 1 to 64 characters.', { argument: 'code' });
}

@Resolver(() => Service)
export class ServiceQueries {
  constructor(
    private readonly catalogue: Snapshot<CatalogueIndex>,
    private readonly counts: PricingCounts,
  ) {}

  @SharedFor(maxAgeSeconds.prices)
  @Query(() => Service, {
    nullable: true,
    description: 'By code or alias, in any case; null for an unknown one.',
  })
  service(@Arg('code', () => ID) code: string): CatalogueService | null {
    const service = this.catalogue.current().serviceOf(checkedCode(code));
    if (service) this.counts.serviceFound(service.code);
    return service;
  }

  @SharedFor(maxAgeSeconds.prices)
  @PagesByFirst()
  @Query(() => ServiceConnection, { description: 'The price list in its own order; `first` from 1 to 100.' })
  services(
    @Arg('category', () => ServiceCategory, { nullable: true }) category: ServiceCategory | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
  ): Connection<CatalogueService> {
    return this.catalogue
      .current()
      .servicesIn(category ?? null)
      .page({ first, after });
  }

  @SharedFor(maxAgeSeconds.prices)
  @Cost(20)
  @SizedByFirst()
  @Query(() => [ServiceMatch], {
    description:
      'Services by code, alias, name or everyday words in English, Indonesian and Italian, best first. ' +
      '`query` has 1 to 200 characters, `first` is from 1 to 50; with `lang`, words of that language count more.',
  })
  searchServices(
    @Arg('query', () => String) query: string,
    @Arg('lang', () => Language, { nullable: true }) lang: Language | null,
    @Arg('first', () => Int, { defaultValue: 10 }) first: number,
  ): ServiceMatch[] {
    const trimmed = query.trim();
    if (trimmed === '' || trimmed.length > 200) {
      throw badInput('"query" must have 1 to 200 characters.', { argument: 'query' });
    }
    const found = this.catalogue.current().search(trimmed, {
      first: checkedFirst(first, 50),
      language: lang && languageKey[lang],
    });
    if (found.length === 0) this.counts.nothingFound('services');
    return found;
  }
}
