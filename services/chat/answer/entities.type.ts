import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Directive, Field, ID, ObjectType } from '../../shared/type-graphql.ts';

// Owned by pricing: here they have their keys and what the chat knows about them.

@Directive('@key(fields: "code")')
@ObjectType('Service', { simpleResolvers: true })
export class Service {
  @Field(() => ID)
  code!: string;
}

@Directive('@key(fields: "edition code")')
@ObjectType('KbliCode', { simpleResolvers: true })
export class KbliCode {
  @Field(() => KbliEdition)
  edition!: KbliEdition;

  @Field(() => ID)
  code!: string;
}
