import { AssumedSize, maxAgeSeconds, SharedFor } from '../../shared/hints.ts';
import { type Language, textIn, textsIn } from '../../shared/language.ts';
import { LanguageArg } from '../../shared/language-arg.ts';
import { FieldResolver, Query, Resolver, Root } from '../../shared/type-graphql.ts';
import { Money, moneyOf } from '../money.type.ts';
import { type QuoteLine as PricedLine, type PricedLines, pricedLines } from '../quote/quote.ts';
import { QuoteLine } from '../quote/quote.type.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ServicePackage as CataloguePackage } from './catalogue.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import { ServicePackage } from './package.type.ts';

/** A package with its lines priced as a quote would price them, so that the two can never differ. */
type PricedPackage = CataloguePackage & { priced: PricedLines };

@Resolver(() => ServicePackage)
export class PackageResolver {
  constructor(private readonly catalogue: Snapshot<CatalogueIndex>) {}

  @SharedFor(maxAgeSeconds.prices)
  @AssumedSize(10)
  @Query(() => [ServicePackage], { description: 'In the order of the price list.' })
  packages(): PricedPackage[] {
    const { catalogue, serviceOf } = this.catalogue.current();
    return catalogue.packages.map((content) => {
      const priced = pricedLines(content.lines, serviceOf);
      if ('problems' in priced) throw new Error(`Package ${content.key} has lines that can't be priced`);
      return { ...content, priced };
    });
  }

  @FieldResolver(() => String)
  name(@Root() content: PricedPackage, @LanguageArg() lang: Language): string {
    return textIn(content.name, lang);
  }

  @AssumedSize(5)
  @FieldResolver(() => [QuoteLine], {
    description: 'Empty when the list only says what the package includes.',
  })
  lines(@Root() { priced }: PricedPackage): PricedLine[] {
    return priced.lines;
  }

  @FieldResolver(() => [String])
  includes(@Root() content: PricedPackage, @LanguageArg() lang: Language): string[] {
    return textsIn(content.includes, lang);
  }

  @FieldResolver(() => [String])
  notes(@Root() content: PricedPackage, @LanguageArg() lang: Language): string[] {
    return textsIn(content.notes, lang);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Null when the price list names none.' })
  processingTime(@Root() content: PricedPackage, @LanguageArg() lang: Language): string | null {
    return content.processingTime && textIn(content.processingTime, lang);
  }

  @FieldResolver(() => Money, { nullable: true, description: 'Sum of the lines; null without lines.' })
  total(@Root() { priced }: PricedPackage): Money | null {
    return priced.lines.length === 0 ? null : moneyOf(priced.total);
  }

  @FieldResolver(() => Boolean, {
    description: 'True when the real price is higher, because a line starts from its amount or has none.',
  })
  isFloor(@Root() { priced }: PricedPackage): boolean {
    return priced.isFloor;
  }
}
