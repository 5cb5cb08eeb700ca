import { connectionOf } from '../../shared/connection.ts';
import { AssumedSize, maxAgeSeconds, SharedFor, SharedWithParent } from '../../shared/hints.ts';
import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from '../../shared/type-graphql.ts';
import { ApplicationLocation, PricingModel, ServiceCategory } from './catalogue.ts';

registerEnumType(ServiceCategory, { name: 'ServiceCategory', description: 'Part of the price list.' });

registerEnumType(PricingModel, {
  name: 'PricingModel',
  description: 'How a service is priced.',
  valuesConfig: {
    FIXED: { description: 'One price.' },
    BY_OPTION: { description: 'A price for each length, place of application or both.' },
    STARTING_FROM: { description: 'A lowest price; the real one depends on the case.' },
    PER_UNIT: { description: 'A price for each person, company or report.' },
    ON_REQUEST: { description: 'No listed price; a person quotes it.' },
  },
});

registerEnumType(ApplicationLocation, {
  name: 'ApplicationLocation',
  description: 'Where the applicant is when applying.',
  valuesConfig: {
    OFFSHORE: { description: 'Outside Indonesia.' },
    ONSHORE: { description: 'Inside Indonesia.' },
  },
});

@SharedWithParent()
@ObjectType({
  description: 'One price of a service, to be named in a quote by its key.',
  simpleResolvers: true,
})
export class PriceOption {
  @Field(() => ID, { description: 'Unique within the service and its extension, e.g. "1y-offshore".' })
  key!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Days of stay that it buys; null when that is not its measure.',
  })
  durationDays!: number | null;

  @Field(() => Int, { nullable: true, description: 'Years that it buys; null when that is not its measure.' })
  years!: number | null;

  @Field(() => ApplicationLocation, {
    nullable: true,
    description: 'Null when the price is the same everywhere.',
  })
  location!: ApplicationLocation | null;

  @Field(() => String, {
    nullable: true,
    description: 'What one unit is: "person", "company" or "report"; null unless PER_UNIT.',
  })
  unit!: string | null;
}

@SharedWithParent()
@ObjectType({ description: 'Whether and how a stay can be prolonged.', simpleResolvers: true })
export class ServiceExtension {
  @Field(() => Boolean)
  possible!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Days that each extension adds; null when the list names none.',
  })
  addsDays!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How often it can be extended; null when the list names no limit.',
  })
  maxTimes!: number | null;
}

@SharedWithParent()
@ObjectType({ description: 'How long a visa or permit lets its holder stay.', simpleResolvers: true })
export class StayTerms {
  @Field(() => Int, {
    nullable: true,
    description: 'Days per entry before any extension; null when the option says.',
  })
  initialDays!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most days of one stay, extensions included; null when unlimited.',
  })
  maxTotalDays!: number | null;

  @Field(() => [Int], {
    description: 'Years for which it can be had; empty for a single stay counted in days.',
  })
  validityYears!: number[];

  @Field(() => Boolean)
  multipleEntry!: boolean;
}

@SharedWithParent()
@ObjectType({ description: 'One price text of the partner REST routes.', simpleResolvers: true })
export class WirePrice {
  @Field(() => String, { description: 'Key in the REST map, e.g. "price_1y".' })
  key!: string;

  @Field(() => String, { description: 'The text as partners have always received it.' })
  text!: string;
}

@Directive('@key(fields: "code")')
@SharedFor(maxAgeSeconds.prices)
@ObjectType({
  description: 'A visa, permit, company or tax service of the official price list.',
  simpleResolvers: true,
})
export class Service {
  @Field(() => ID, { description: 'e.g. "C1", "E33G", "PMA-SETUP".' })
  code!: string;

  @Field(() => ServiceCategory)
  category!: ServiceCategory;

  @Field(() => PricingModel)
  pricingModel!: PricingModel;

  @Field(() => [ID], { description: 'Other codes people use for it, e.g. E31B and E31E.' })
  aliases!: string[];

  @AssumedSize(4)
  @Field(() => [PriceOption], {
    description: 'Initial prices in the order of the list; empty exactly when ON_REQUEST.',
  })
  options!: PriceOption[];

  @Field(() => ServiceExtension, {
    nullable: true,
    description: 'Null for services that are no stay in Indonesia.',
  })
  extension!: ServiceExtension | null;

  @Field(() => StayTerms, { nullable: true, description: 'Null unless the service is a visa or permit.' })
  stay!: StayTerms | null;
}

export const ServiceConnection = connectionOf('Service', () => Service);

@SharedWithParent()
@ObjectType({ description: 'A service found by a search.', simpleResolvers: true })
export class ServiceMatch {
  @Field(() => Service)
  service!: Service;

  @Field(() => Float, {
    description: 'Above 0, at most 1; 1 for a code or alias given exactly. Ranks one search only.',
  })
  score!: number;

  @Field(() => String, { description: 'What matched: "code: …", "alias: …", "name: …" or "words: …".' })
  matchedOn!: string;
}
