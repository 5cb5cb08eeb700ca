import { SharedWithParent } from '../shared/hints.ts';
import { SafeIntScalar } from '../shared/scalars.ts';
import { Field, ObjectType } from '../shared/type-graphql.ts';
import { currency, formatted, type Rupiah } from './money.ts';

@SharedWithParent()
@ObjectType({ description: 'An amount of money in whole rupiah.', simpleResolvers: true })
export class Money {
  @Field(() => SafeIntScalar, { description: 'Whole rupiah; there are no cents.' })
  amount!: number;

  @Field(() => String, { description: 'ISO 4217 code, always IDR.' })
  currency!: string;

  @Field(() => String, { description: 'As the official price list writes it, e.g. "2.300.000 IDR".' })
  formatted!: string;
}

export function moneyOf(amount: Rupiah): Money {
  return { amount: Number(amount), currency, formatted: formatted(amount) };
}
