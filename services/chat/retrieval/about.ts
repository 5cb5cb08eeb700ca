import { Language } from '../../shared/language.ts';
import { allLanguages } from './analysis.ts';
import type { RankedPassage, Retriever } from './passage.ts';
import type { PassageFilter, PassageIndex, StoredPassage } from './passage-index.ts';

type Source = Parameters<Retriever['about']>[0];

/** More passages than any one service has; a bound, not a page. */
const most = 500;

/** The first passage of a document says what it is about; one that names few codes is about each of them more. */
function closeness({ passage, ordinal }: StoredPassage, source: Source): number {
  const named = 'service' in source ? passage.services.length : passage.kbli.length;
  return (0.5 + 0.5 / Math.max(named, 1)) / (ordinal + 1);
}

/**
 * Passages of documents that concern an entity: the beginnings of all of them first, the most special document first.
 * @param language null is English; documents that don't exist in it come in another
 * @returns at most `topK`, with a score that only says how close a document is to the entity
 */
export async function aboutEntity(
  index: PassageIndex,
  source: Source,
  language: Language | null,
  topK: number,
): Promise<RankedPassage[]> {
  const filter: PassageFilter =
    'service' in source ? { services: [source.service] } : { kbli: [source.kbli] };
  const found = await index.lookUp(filter, most, AbortSignal.timeout(5_000));
  const asked = language ?? Language.EN;
  const order = [asked, ...allLanguages.filter((each) => each !== asked)];
  const { holds } = index.contents();
  const readable = found.filter(
    ({ passage }) => passage.language === order.find((each) => holds(passage.documentId, each)),
  );
  return readable
    .map((each) => ({ ...each.passage, score: closeness(each, source) }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, topK);
}
