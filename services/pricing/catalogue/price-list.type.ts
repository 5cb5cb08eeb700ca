import { AssumedSize, maxAgeSeconds, SharedFor, SharedWithParent } from '../../shared/hints.ts';
import { DateScalar } from '../../shared/scalars.ts';
import { Field, ID, ObjectType, registerEnumType } from '../../shared/type-graphql.ts';
import { AdviceKind, ContactUrgency } from './catalogue.ts';

registerEnumType(AdviceKind, { name: 'AdviceKind', description: 'Whether advice saves something or warns.' });

registerEnumType(ContactUrgency, {
  name: 'ContactUrgency',
  description: 'How soon a case needs a person.',
  valuesConfig: {
    IMMEDIATE: { description: 'At once.' },
    URGENT: { description: 'The same day.' },
    NORMAL: { description: 'Within 24 to 48 hours.' },
    PLANNING: { description: 'By appointment.' },
  },
});

@SharedWithParent()
@ObjectType({ description: 'How to reach the firm.', simpleResolvers: true })
export class Contact {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  whatsapp!: string;

  @Field(() => String)
  location!: string;

  @Field(() => String, { description: 'Bali time.' })
  hours!: string;

  @Field(() => String)
  website!: string;
}

@SharedWithParent()
@ObjectType({ description: 'Which way to make contact, by what the matter is.', simpleResolvers: true })
export class ContactRoute {
  @Field(() => ContactUrgency)
  urgency!: ContactUrgency;
}

@SharedWithParent()
@ObjectType({ description: 'A tip or warning that goes with the whole list.', simpleResolvers: true })
export class Advice {
  @Field(() => ID)
  key!: string;

  @Field(() => AdviceKind)
  kind!: AdviceKind;
}

@SharedWithParent()
@ObjectType({ description: 'The firm that gives the prices.', simpleResolvers: true })
export class Provider {
  @Field(() => String)
  legalName!: string;

  @Field(() => String)
  tradingName!: string;
}

@SharedFor(maxAgeSeconds.prices)
@ObjectType({ description: 'The official price list in force.', simpleResolvers: true })
export class PriceList {
  @Field(() => DateScalar, { description: "The list's own date." })
  effectiveFrom!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When the next list takes effect; null when not known.',
  })
  nextChangeOn!: string | null;

  @Field(() => String, { description: 'ISO 4217 code of every amount.' })
  currency!: string;

  @Field(() => Provider)
  provider!: Provider;

  @Field(() => Contact)
  contact!: Contact;

  @AssumedSize(4)
  @Field(() => [ContactRoute], { description: 'Most urgent first.' })
  contactRoutes!: ContactRoute[];

  @AssumedSize(10)
  @Field(() => [Advice], { description: 'Warnings first, then tips.' })
  advice!: Advice[];
}
