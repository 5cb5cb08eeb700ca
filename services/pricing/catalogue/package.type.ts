import { maxAgeSeconds, SharedFor } from '../../shared/hints.ts';
import { Field, ID, ObjectType } from '../../shared/type-graphql.ts';

@SharedFor(maxAgeSeconds.prices)
@ObjectType({ description: 'Services that are often taken together.', simpleResolvers: true })
export class ServicePackage {
  @Field(() => ID, { description: 'e.g. "investor_full".' })
  key!: string;
}
