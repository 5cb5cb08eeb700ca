import { AssumedSize } from '../../shared/hints.ts';
import { type Language, textIn } from '../../shared/language.ts';
import { LanguageArg } from '../../shared/language-arg.ts';
import { FieldResolver, Resolver, Root } from '../../shared/type-graphql.ts';
import type { Service as CatalogueService } from '../catalogue/catalogue.ts';
import type { CatalogueIndex } from '../catalogue/catalogue-index.ts';
import { Service } from '../catalogue/service.type.ts';
import { Money, moneyOf } from '../money.type.ts';
import type { Snapshot } from '../snapshot.ts';
import type { QuoteLine as PricedLine, Quote as PricedQuote } from './quote.ts';
import { Quote, QuoteLine } from './quote.type.ts';

@Resolver(() => Quote)
export class QuoteFields {
  constructor(private readonly catalogue: Snapshot<CatalogueIndex>) {}

  @FieldResolver(() => Money, { description: 'Sum of the lines that have an amount.' })
  total(@Root() quote: PricedQuote): Money {
    return moneyOf(quote.total);
  }

  @AssumedSize(5)
  @FieldResolver(() => [Service], { description: 'Services of the lines without an amount, each once.' })
  onRequest(@Root() quote: PricedQuote): CatalogueService[] {
    const { serviceOf } = this.catalogue.current();
    const codes = quote.lines.filter((line) => line.unitPrice === null).map((line) => line.serviceCode);
    return [...new Set(codes)].flatMap((code) => serviceOf(code) ?? []);
  }
}

@Resolver(() => QuoteLine)
export class QuoteLineFields {
  constructor(private readonly catalogue: Snapshot<CatalogueIndex>) {}

  @FieldResolver(() => String, { description: 'Service and option, as they were named when quoted.' })
  label(@Root() line: PricedLine, @LanguageArg() lang: Language): string {
    return textIn(line.label, lang);
  }

  @FieldResolver(() => Service, {
    nullable: true,
    description: 'The service as it stands today; null when it has left the price list since.',
  })
  service(@Root() line: PricedLine): CatalogueService | null {
    return this.catalogue.current().serviceOf(line.serviceCode);
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Null when the price is on request.' })
  unitPrice(@Root() line: PricedLine): Money | null {
    return line.unitPrice === null ? null : moneyOf(line.unitPrice);
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Null when the price is on request.' })
  lineTotal(@Root() line: PricedLine): Money | null {
    return line.lineTotal === null ? null : moneyOf(line.lineTotal);
  }
}
