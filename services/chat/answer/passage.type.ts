import { SharedWithParent } from '../../shared/hints.ts';
import { Language } from '../../shared/language.ts';
import { DateScalar } from '../../shared/scalars.ts';
import { Field, Float, ID, ObjectType, registerEnumType } from '../../shared/type-graphql.ts';
import { type Topic as TopicName, topics } from '../retrieval/passage.ts';

export const Topic = Object.fromEntries(topics.map((topic) => [topic, topic])) as {
  [Name in TopicName]: Name;
};

registerEnumType(Topic, { name: 'Topic', description: 'What an article is about.' });

@SharedWithParent()
@ObjectType({ description: 'A part of an article that can be found and cited alone.', simpleResolvers: true })
export class Passage {
  @Field(() => ID, { description: 'The same while the text is.' })
  id!: string;

  @Field(() => String, { description: 'Title of the article and the heading that the passage stands under.' })
  title!: string;

  @Field(() => String)
  text!: string;

  @Field(() => Topic)
  topic!: TopicName;

  @Field(() => Language)
  language!: Language;

  @Field(() => ID, { description: 'The article, in all its languages.' })
  documentId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where the document can be read; null for our own articles.',
  })
  sourceUrl!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Date of the youngest rule it relies on; null when it relies on none.',
  })
  effectiveFrom!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'How well it fits what was asked, 0 to 1; null where nothing was.',
  })
  score?: number | null;
}
