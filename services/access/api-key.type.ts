import { Unshared } from '../shared/hints.ts';
import { Field, ID, InputType, Int, ObjectType } from '../shared/type-graphql.ts';

@Unshared()
@ObjectType({
  description: 'A key by which programs are known. Its secret is with its holder alone.',
  simpleResolvers: true,
})
export class ApiKey {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: "The secret's first characters, to tell keys apart by." })
  prefix!: string;

  @Field(() => [String], { description: 'What it may do beside what everybody may.' })
  scopes!: string[];

  @Field(() => Int, { nullable: true, description: 'A quota of its own; null: the usual one for keys.' })
  requestsPerMinute!: number | null;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'To the minute; null: never used.' })
  lastUsedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Null while it holds.' })
  revokedAt!: Date | null;
}

@InputType()
export class CreateApiKeyInput {
  @Field(() => String, { description: 'Who holds it, for people to read; 1 to 100 characters.' })
  name!: string;

  @Field(() => [String], {
    description: 'From the list of scopes: `admin`, `knowledge:write`; may be empty.',
  })
  scopes!: string[];

  @Field(() => Int, { nullable: true, description: 'From 1 to 100,000; absent: the usual quota for keys.' })
  requestsPerMinute?: number | null;
}

@Unshared()
@ObjectType({ simpleResolvers: true })
export class CreateApiKeyPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;

  @Field(() => String, { description: 'Shown this once: only its hash is kept.' })
  secret!: string;
}
