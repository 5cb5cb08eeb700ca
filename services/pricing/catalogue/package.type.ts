import { Field, ID, ObjectType } from '../../shared/type-graphql.ts';

@ObjectType({ description: 'Services that are often taken together.', simpleResolvers: true })
export class ServicePackage {
  @Field(() => ID, { description: 'e.g. "investor_full".' })
  key!: string;
}
