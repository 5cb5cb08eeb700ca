import { KbliEdition } from '../../shared/kbli-edition.ts';
import { FieldResolver, Resolver, Root } from '../../shared/type-graphql.ts';
import type { Citation as AnswerCitation } from './answer.ts';
import { Citation, CitationSource } from './citation.type.ts';
import type { KbliCode, Service } from './entities.type.ts';

const editions: Readonly<Record<string, KbliEdition>> = {
  '2020': KbliEdition.KBLI_2020,
  '2025': KbliEdition.KBLI_2025,
};

/** The key of what a source reference names; null for what is no entity of the graph, such as a quote. */
export function entityOf(sourceRef: string): Service | KbliCode | null {
  const [kind, first = '', second] = sourceRef.split(':');
  if (kind === 'service' && first !== '') return { code: first };
  const edition = editions[first];
  return kind === 'kbli' && edition !== undefined && second ? { edition, code: second } : null;
}

@Resolver(() => Citation)
export class CitationResolver {
  @FieldResolver(() => CitationSource, {
    nullable: true,
    description:
      'The passage as it was when cited, or the service or code as it is now; null while its owner can not be reached.',
  })
  source(@Root() { passage, sourceRef }: AnswerCitation) {
    return passage ?? entityOf(sourceRef);
  }
}
