import { maxAgeSeconds, SharedFor } from '../../shared/hints.ts';
import { type Language, textIn } from '../../shared/language.ts';
import { LanguageArg } from '../../shared/language-arg.ts';
import { DateScalar } from '../../shared/scalars.ts';
import { FieldResolver, Query, Resolver, Root } from '../../shared/type-graphql.ts';
import type { Snapshot } from '../snapshot.ts';
import type { PriceList as CatalogueList } from './catalogue.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import { Advice, ContactRoute, PriceList } from './price-list.type.ts';
import { priceListAgeNotice } from './price-list-age.ts';

@Resolver(() => PriceList)
export class PriceListResolver {
  constructor(
    private readonly catalogue: Snapshot<CatalogueIndex>,
    private readonly clock: () => Date,
  ) {}

  @SharedFor(maxAgeSeconds.prices)
  @Query(() => PriceList)
  priceList(): CatalogueList {
    return this.catalogue.current().catalogue.priceList;
  }

  @FieldResolver(() => String, { description: 'That these prices are the official ones.' })
  officialNotice(@Root() list: CatalogueList, @LanguageArg() lang: Language): string {
    return textIn(list.officialNotice, lang);
  }

  @FieldResolver(() => String)
  disclaimer(@Root() list: CatalogueList, @LanguageArg() lang: Language): string {
    return textIn(list.disclaimer, lang);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Says how old the list is; null while it is not over a year old.',
  })
  ageNotice(@Root() list: CatalogueList, @LanguageArg() lang: Language): string | null {
    const notice = priceListAgeNotice(list.effectiveFrom, this.clock());
    return notice && textIn(notice, lang);
  }

  @FieldResolver(() => String, { description: '`currency` of the partner REST routes.' })
  currencyLabel(@Root() { wire }: CatalogueList): string {
    return wire.currencyLabel;
  }

  @FieldResolver(() => DateScalar, { description: '`last_updated` of the partner REST routes.' })
  lastUpdated(@Root() { wire }: CatalogueList): string {
    return wire.lastUpdated;
  }

  @FieldResolver(() => String, {
    description: 'WhatsApp number of the partner REST route for KBLI requirements.',
  })
  kbliContactNumber(@Root() { wire }: CatalogueList): string {
    return wire.kbliContactNumber;
  }
}

type Route = CatalogueList['contactRoutes'][number];

@Resolver(() => ContactRoute)
export class ContactRouteFields {
  @FieldResolver(() => String, { description: 'Which matters it is for.' })
  when(@Root() route: Route, @LanguageArg() lang: Language): string {
    return textIn(route.when, lang);
  }

  @FieldResolver(() => String, { description: 'How to reach the firm then.' })
  channel(@Root() route: Route, @LanguageArg() lang: Language): string {
    return textIn(route.channel, lang);
  }
}

@Resolver(() => Advice)
export class AdviceFields {
  @FieldResolver(() => String)
  text(@Root() advice: CatalogueList['advice'][number], @LanguageArg() lang: Language): string {
    return textIn(advice.text, lang);
  }
}
