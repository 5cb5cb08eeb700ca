import { Field, InputType, Int, registerEnumType } from './type-graphql.ts';

export enum Flag {
  LIT = 'lit',
  DARK = 'dark',
}
registerEnumType(Flag, { name: 'Flag' });

@InputType()
export class Berth {
  @Field(() => String)
  name!: string;

  @Field(() => Flag, { nullable: true })
  flag?: Flag | null;

  @Field(() => [Int], { defaultValue: [7] })
  numbers!: number[];

  @Field(() => Date, { nullable: true })
  at?: Date;

  @Field(() => Berth, { nullable: true })
  next?: Berth;

  @Field(() => [Berth], { nullable: true })
  rest?: Berth[];

  /** No field of the graph: of the class alone. */
  depth = 3;
}

@InputType()
export class DeepBerth extends Berth {
  @Field(() => String)
  title!: string;
}
