import { createUnionType, Field, Int, ObjectType } from '../../shared/type-graphql.ts';
import { KbliCode, Service } from './entities.type.ts';
import { Passage } from './passage.type.ts';

export const CitationSource = createUnionType({
  name: 'CitationSource',
  description: 'What a citation points to.',
  types: () => [Passage, Service, KbliCode] as const,
  resolveType(value) {
    if ('documentId' in value) return Passage;
    return 'edition' in value ? KbliCode : Service;
  },
});

@ObjectType({ description: 'A place of a source that a statement rests on.', simpleResolvers: true })
export class Citation {
  @Field(() => Int, { description: 'From 1, in the order of first use; stands in the text as [1].' })
  marker!: number;

  @Field(() => String, { description: 'What the source says, word for word.' })
  quote!: string;

  @Field(() => String, {
    description: 'Name of the source, for people; stands even while the source is null.',
  })
  label!: string;

  @Field(() => String, { description: '"passage:<id>", "service:C1" or "kbli:2025:56101".' })
  sourceRef!: string;
}
