import { describe, expect, test } from '@jest/globals';
import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Language } from '../../shared/language.ts';
import { makeAbout } from './about.ts';
import { aMinute, aPassage, indexedDocuments } from './fixtures.ts';
import { makeMemoryIndex } from './memory-index.ts';
import type { AboutQuery, Passage } from './passage.ts';
import type { PassageIndex } from './passage-index.ts';

const { EN, IT } = Language;

async function indexOf(passages: readonly Passage[]): Promise<PassageIndex> {
  const index = makeMemoryIndex();
  await index.write({ origin: 'article', documents: indexedDocuments(passages), gone: [] }, aMinute());
  return index;
}

/** What comes from memory, which has to be what a look-up gives. */
async function aboutOver(passages: readonly Passage[], ...queries: AboutQuery[]): Promise<string[][]> {
  const { about, aboutNow } = makeAbout(await indexOf(passages));
  const now = queries.map((query) => ids(aboutNow(query) ?? []));
  expect((await about(queries)).map(ids)).toEqual(now);
  return now;
}

const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);

describe('about', () => {
  const codes = (...services: string[]) => ({ services, language: EN });
  const own = [
    aPassage({ id: 'own.1', documentId: 'own', ...codes('C1') }),
    aPassage({ id: 'own.2', documentId: 'own', ...codes('C1') }),
  ];
  const shared = aPassage({ id: 'shared', documentId: 'shared', ...codes('C1', 'C2', 'D1') });
  const italian = aPassage({
    id: 'shared.it',
    documentId: 'shared',
    services: ['C1', 'C2', 'D1'],
    language: IT,
  });

  test('the beginnings of documents come first, the most special document first of all', async () => {
    const found = await aboutOver([...own, shared, italian], {
      entity: { service: 'C1' },
      language: EN,
      topK: 3,
    });

    expect(found).toEqual([['own.1', 'shared', 'own.2']]);
  });

  test('a document comes in the asked language where it exists in it', async () => {
    const found = await aboutOver([...own, shared, italian], {
      entity: { service: 'C1' },
      language: IT,
      topK: 2,
    });

    expect(found).toEqual([['own.1', 'shared.it']]);
  });

  test('a number means the code of the asked edition only', async () => {
    const kbli = [{ edition: KbliEdition.KBLI_2020, code: '55110' }];
    const inEdition = (edition: KbliEdition): AboutQuery => ({
      entity: { kbli: { edition, code: '55110' } },
      language: null,
      topK: 3,
    });

    const found = await aboutOver(
      [aPassage({ id: 'k', kbli })],
      inEdition(KbliEdition.KBLI_2020),
      inEdition(KbliEdition.KBLI_2025),
    );

    expect(found).toEqual([['k'], []]);
  });

  test('nothing concerns an unknown code', async () => {
    const found = await aboutOver(own, { entity: { service: 'Z9' }, language: EN, topK: 3 });

    expect(found).toEqual([[]]);
  });

  test('several entities are asked for together, each in its own language', async () => {
    const kbli = [{ edition: KbliEdition.KBLI_2020, code: '55110' }];
    const both = aPassage({ id: 'both', documentId: 'both', services: ['C2'], kbli });

    const found = await aboutOver(
      [...own, shared, italian, both],
      { entity: { service: 'C2' }, language: IT, topK: 5 },
      { entity: { service: 'C1' }, language: EN, topK: 1 },
      { entity: { kbli: { edition: KbliEdition.KBLI_2020, code: '55110' } }, language: null, topK: 5 },
    );

    expect(found).toEqual([['both', 'shared.it'], ['own.1'], ['both']]);
  });

  test('what is written afterwards is found', async () => {
    const index = await indexOf(own);
    const { aboutNow } = makeAbout(index);
    const query: AboutQuery = { entity: { service: 'C1' }, language: EN, topK: 5 };
    const before = ids(aboutNow(query) ?? []);

    await index.write({ origin: 'upload', documents: indexedDocuments([shared]), gone: [] }, aMinute());

    expect(before).toEqual(['own.1', 'own.2']);
    expect(ids(aboutNow(query) ?? [])).toEqual(['own.1', 'shared', 'own.2']);
  });

  test('nothing comes at once from an index that is elsewhere', async () => {
    const index: PassageIndex = { ...(await indexOf(own)), resident: () => null };

    expect(makeAbout(index).aboutNow({ entity: { service: 'C1' }, language: EN, topK: 5 })).toBeNull();
  });
});
