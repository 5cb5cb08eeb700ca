import { AssumedSize } from '../../shared/hints.ts';
import { type Language, type LocalisedText, textIn, textsIn } from '../../shared/language.ts';
import { LanguageArg } from '../../shared/language-arg.ts';
import { FieldResolver, Resolver, Root } from '../../shared/type-graphql.ts';
import { Money, moneyOf } from '../money.type.ts';
import type { PriceOption as CatalogueOption, Service as CatalogueService } from './catalogue.ts';
import { PriceOption, Service, ServiceExtension, WirePrice } from './service.type.ts';

@Resolver(() => Service)
export class ServiceFields {
  @FieldResolver(() => String)
  name(@Root() service: CatalogueService, @LanguageArg() lang: Language): string {
    return textIn(service.name, lang);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Null when the price list names none.' })
  processingTime(@Root() service: CatalogueService, @LanguageArg() lang: Language): string | null {
    return service.processingTime && textIn(service.processingTime, lang);
  }

  @FieldResolver(() => [String], {
    description: 'What the price covers; empty when the list does not itemise it.',
  })
  includes(@Root() service: CatalogueService, @LanguageArg() lang: Language): string[] {
    return textsIn(service.includes, lang);
  }

  @FieldResolver(() => [String], { description: 'What the applicant must have.' })
  requirements(@Root() service: CatalogueService, @LanguageArg() lang: Language): string[] {
    return textsIn(service.requirements, lang);
  }

  @FieldResolver(() => [String], { description: 'What to know before choosing it, deadlines included.' })
  notes(@Root() service: CatalogueService, @LanguageArg() lang: Language): string[] {
    return textsIn(service.notes, lang);
  }

  @FieldResolver(() => String, { description: 'Display name in the partner REST routes.' })
  wireName(@Root() service: CatalogueService): string {
    return service.wire.name;
  }

  @AssumedSize(4)
  @FieldResolver(() => [WirePrice], {
    description: 'Price texts of the partner REST routes, in their order.',
  })
  wirePrices(@Root() service: CatalogueService): WirePrice[] {
    return service.wire.prices.map(([key, text]) => ({ key, text }));
  }

  @FieldResolver(() => String, { description: 'The "notes" text of the partner REST routes, in English.' })
  wireNote(@Root() service: CatalogueService): string {
    return service.wire.note;
  }
}

@Resolver(() => ServiceExtension)
export class ServiceExtensionFields {
  @AssumedSize(4)
  @FieldResolver(() => [PriceOption], {
    description: 'Can be quoted like any option; empty when no price is listed.',
  })
  prices(@Root() extension: NonNullable<CatalogueService['extension']>): CatalogueOption[] {
    return extension.options;
  }
}

@Resolver(() => PriceOption)
export class PriceOptionFields {
  /** Writing an amount takes longer than all else that is asked of an option, and options stay as long as their list. */
  private readonly prices = new WeakMap<object, Money>();

  @FieldResolver(() => String)
  label(@Root() option: { label: LocalisedText }, @LanguageArg() lang: Language): string {
    return textIn(option.label, lang);
  }

  @FieldResolver(() => Money)
  price(@Root() option: Pick<CatalogueOption, 'amountIdr'>): Money {
    const known = this.prices.get(option);
    if (known) return known;
    const price = moneyOf(option.amountIdr);
    this.prices.set(option, price);
    return price;
  }
}
