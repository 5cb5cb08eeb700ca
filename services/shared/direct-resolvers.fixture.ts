import type { GraphQLResolveInfo } from 'graphql';
import { Berth, DeepBerth, Flag } from './input-conversion.fixture.ts';
import {
  Arg,
  Ctx,
  createParameterDecorator,
  createUnionType,
  Field,
  FieldResolver,
  Float,
  Info,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
  UseMiddleware,
} from './type-graphql.ts';

@ObjectType({ simpleResolvers: true })
class Seen {
  @Field(() => String)
  seen!: string;
}

@ObjectType()
class Basic {
  @Field(() => String)
  plainField!: string;
}

@ObjectType({ simpleResolvers: true })
class Port {
  @Field(() => String)
  code!: string;
}

@ObjectType({ simpleResolvers: true })
class Ferry {
  @Field(() => Int)
  seats!: number;
}

@ObjectType({ simpleResolvers: true })
class Barge {
  @Field(() => Int)
  load!: number;
}

const Vessel = createUnionType({
  name: 'Vessel',
  types: () => [Ferry, Barge] as const,
  resolveType(value: { seats?: number; load?: number; late?: boolean }) {
    if (value.late) return Promise.resolve(Barge);
    if (value.load) return 'Barge';
    return value.seats ? Ferry : undefined;
  },
});

/** What a method got, classes and absent fields included. */
function told(...values: unknown[]): string {
  return JSON.stringify(values, (_key, value: unknown) => {
    if (value === undefined) return 'undefined';
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return { is: value.constructor.name, keys: Object.keys(value), ...value };
  });
}

const Who = () => createParameterDecorator(({ context }) => (context as { who: string }).who);

@Resolver()
export class EchoResolver {
  @Query(() => String)
  plain(
    @Arg('text', () => String, { nullable: true }) text: string | null,
    @Arg('flag', () => Flag, { nullable: true }) flag: Flag | null,
    @Arg('number', () => Float, { defaultValue: 1.5 }) number: number,
    @Arg('at', () => Date, { nullable: true }) at: Date | null,
  ) {
    return told(text, flag, number, at);
  }

  @Query(() => String)
  listed(
    @Arg('numbers', () => [Int], { nullable: true }) numbers: number[] | null,
    @Arg('flags', () => [Flag], { nullable: 'itemsAndList' }) flags: (Flag | null)[] | null,
  ) {
    return told(numbers, flags);
  }

  @Query(() => Seen)
  nested(@Arg('input', () => Berth, { nullable: true }) input: Berth | null) {
    return { seen: told(input) };
  }

  @Query(() => String)
  many(@Arg('inputs', () => [Berth]) inputs: Berth[]) {
    return told(inputs);
  }

  @Query(() => String)
  heir(@Arg('input', () => DeepBerth) input: DeepBerth) {
    return told(input);
  }

  @Query(() => String, { nullable: true })
  fails(): string {
    throw new Error('at once');
  }

  @Query(() => String)
  @UseMiddleware(async (_resolving, next) => `guarded ${await next()}`)
  guarded(@Arg('text', () => String) text: string) {
    return text;
  }

  @Query(() => String)
  custom(@Who() who: string) {
    return who;
  }

  @Query(() => String)
  checked(@Arg('input', () => Berth, { validate: true }) input: Berth) {
    return told(input);
  }

  @Query(() => Basic)
  basic() {
    return { plainField: 'x' };
  }

  @Mutation(() => String)
  rename(@Arg('input', () => Berth) input: Berth) {
    return told(input);
  }

  @Subscription(() => String, {
    async *subscribe({ args }: { args: { from: number } }) {
      yield args.from;
      yield args.from + 1;
    },
  } as never)
  tides(@Root() level: number, @Arg('from', () => Int) from: number) {
    return told(level, from);
  }
}

@Resolver(() => Port)
export class PortResolver {
  constructor(private readonly side: string) {}

  @Query(() => Port)
  port() {
    return { code: 'A1' };
  }

  @FieldResolver(() => String)
  own() {
    return this.side;
  }

  @FieldResolver(() => String)
  from(@Root() port: Port, @Root('code') code: string) {
    return told(port, code);
  }

  @FieldResolver(() => String, { nullable: true })
  who(@Ctx() context: object | undefined, @Ctx('who') who: string) {
    return told(context, who);
  }

  @FieldResolver(() => String)
  path(@Info() info: GraphQLResolveInfo) {
    return told(info.path.key, info.fieldName);
  }

  @FieldResolver(() => String)
  joined(
    @Arg('a', () => String) a: string,
    @Root() port: Port,
    @Arg('b', () => String) b: string,
    @Arg('c', () => String, { nullable: true }) c: string | null,
  ) {
    return told(a, port.code, b, c, this.side);
  }

  @FieldResolver(() => String, { nullable: true })
  sinks(@Root() port: Port): string {
    throw new Error(`${port.code} sinks`);
  }

  @FieldResolver(() => String, { nullable: true })
  async sinksLater(@Root() port: Port): Promise<string> {
    throw new Error(`${port.code} sinks later`);
  }
}

@Resolver()
export class VesselResolver {
  @Query(() => [Vessel])
  vessels() {
    return [{ seats: 4 }, { load: 9 }, { late: true, load: 2 }];
  }

  @Query(() => Vessel, { nullable: true })
  ghost() {
    return {};
  }
}

export const portClasses = {
  resolvers: [EchoResolver, PortResolver, VesselResolver] as const,
  pubSub: {
    publish() {},
    subscribe(): never {
      throw new Error('Its events are its own');
    },
  },
};
