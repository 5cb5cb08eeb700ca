import { Unshared } from '../shared/hints.ts';
import { Field, ObjectType, registerEnumType } from '../shared/type-graphql.ts';

export const ViewerKind = {
  ANONYMOUS: 'ANONYMOUS',
  SESSION: 'SESSION',
  API_KEY: 'API_KEY',
  USER: 'USER',
} as const;

registerEnumType(ViewerKind, {
  name: 'ViewerKind',
  description: 'By what a caller is known.',
  valuesConfig: {
    ANONYMOUS: { description: 'By nothing but the network address.' },
    SESSION: { description: 'By a session without an account.' },
    API_KEY: { description: 'By an API key.' },
    USER: { description: 'By a token of the identity provider.' },
  },
});

@Unshared()
@ObjectType({ description: 'Who asks, as we see it.', simpleResolvers: true })
export class Viewer {
  @Field(() => ViewerKind)
  kind!: keyof typeof ViewerKind;

  @Field(() => String, { nullable: true, description: 'Name of the API key; null for everybody else.' })
  name!: string | null;

  @Field(() => [String], { description: 'What this caller may do beside what everybody may.' })
  scopes!: readonly string[];
}
