import { Language } from '../../shared/language.ts';
import { allLanguages } from './analysis.ts';
import type { AboutQuery, Entity, RankedPassage, Retriever } from './passage.ts';
import { type Contents, kbliKey, type PassageIndex, type StoredPassage } from './passage-index.ts';

/** More passages than any one service has; a bound, not a page. */
const most = 500;
const lookUpMs = 5_000;

/**
 * Passages of documents that concern entities: the beginnings of all of them first, the most special document first.
 * Scores only say how close a document is to the entity. Passages of this process are put in order once for each
 * entity and language, and anew after a write.
 */
export function makeAbout(index: PassageIndex): Pick<Retriever, 'about' | 'aboutNow'> {
  let shelf: Shelf | null = null;

  function aboutNow({ entity, language, topK }: AboutQuery): RankedPassage[] | null {
    const passages = index.resident();
    if (!passages) return null;
    if (shelf?.passages !== passages) shelf = shelfOf(passages);
    // Nothing is kept for a code that no passage names: there are as many as callers can think of.
    const about = aboutOn(shelf, entity);
    if (!about) return [];
    const asked = language ?? Language.EN;
    let ranked = about.ranked[asked];
    if (!ranked) {
      ranked = rankedFor(entity, about.passages, asked, index.contents());
      about.ranked[asked] = ranked;
    }
    return ranked.slice(0, topK);
  }

  return {
    aboutNow,
    async about(queries) {
      const found = shelfOf(await lookUpAll(index, queries));
      const contents = index.contents();
      return queries.map(({ entity, language, topK }) => {
        const passages = aboutOn(found, entity)?.passages ?? [];
        return rankedFor(entity, passages, language ?? Language.EN, contents).slice(0, topK);
      });
    },
  };
}

/** What is known of the passages of this process. */
type Shelf = {
  passages: readonly StoredPassage[];
  /** By code. */
  services: ReadonlyMap<string, About>;
  /** By `kbliKey`. */
  kbli: ReadonlyMap<string, About>;
};

/** What concerns one entity. */
type About = {
  passages: readonly StoredPassage[];
  /** In order, for each language that was asked for. */
  ranked: Partial<Record<Language, readonly RankedPassage[]>>;
};

function aboutOn({ services, kbli }: Shelf, entity: Entity): About | undefined {
  return 'service' in entity ? services.get(entity.service) : kbli.get(kbliKey(entity.kbli));
}

function shelfOf(passages: readonly StoredPassage[]): Shelf {
  return {
    passages,
    services: byName(passages, ({ passage }) => passage.services),
    kbli: byName(passages, ({ passage }) => passage.kbli.map(kbliKey)),
  };
}

function byName(
  passages: readonly StoredPassage[],
  namesIn: (stored: StoredPassage) => readonly string[],
): Map<string, About> {
  const found = new Map<string, StoredPassage[]>();
  for (const stored of passages) {
    for (const name of new Set(namesIn(stored))) {
      const about = found.get(name) ?? [];
      about.push(stored);
      found.set(name, about);
    }
  }
  return new Map([...found].map(([name, about]) => [name, { passages: about, ranked: {} }]));
}

/** One look-up a kind of entity, however many are asked for; each passage once. */
async function lookUpAll(index: PassageIndex, queries: readonly AboutQuery[]): Promise<StoredPassage[]> {
  const entities = queries.map(({ entity }) => entity);
  const services = entities.flatMap((entity) => ('service' in entity ? [entity.service] : []));
  const kbli = entities.flatMap((entity) => ('kbli' in entity ? [entity.kbli] : []));
  const signal = AbortSignal.timeout(lookUpMs);
  const found = await Promise.all([
    services.length > 0 ? index.lookUp({ services }, most * services.length, signal) : [],
    kbli.length > 0 ? index.lookUp({ kbli }, most * kbli.length, signal) : [],
  ]);
  return [...new Map(found.flat().map((stored) => [stored.passage.id, stored])).values()];
}

function rankedFor(
  entity: Entity,
  about: readonly StoredPassage[],
  asked: Language,
  { holds }: Contents,
): RankedPassage[] {
  const order = [asked, ...allLanguages.filter((each) => each !== asked)];
  const isReadable = ({ passage }: StoredPassage) =>
    passage.language === order.find((each) => holds(passage.documentId, each));
  return about
    .filter(isReadable)
    .map((each) => ({ ...each.passage, score: closeness(each, entity) }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

/** The first passage of a document says what it is about; one that names few codes is about each of them more. */
function closeness({ passage, ordinal }: StoredPassage, entity: Entity): number {
  const named = 'service' in entity ? passage.services.length : passage.kbli.length;
  return (0.5 + 0.5 / Math.max(named, 1)) / (ordinal + 1);
}
