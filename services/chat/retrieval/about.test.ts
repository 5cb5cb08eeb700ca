import { describe, expect, test } from '@jest/globals';
import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Language } from '../../shared/language.ts';
import { aboutEntity } from './about.ts';
import { aMinute, aPassage, indexedDocuments } from './fixtures.ts';
import { makeMemoryIndex } from './memory-index.ts';
import type { Passage, Retriever } from './passage.ts';

const { EN, IT } = Language;

async function aboutOver(passages: readonly Passage[]): Promise<Pick<Retriever, 'about'>> {
  const index = makeMemoryIndex();
  await index.write({ origin: 'article', documents: indexedDocuments(passages), gone: [] }, aMinute());
  return { about: (source, language, topK) => aboutEntity(index, source, language, topK) };
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
    const { about } = await aboutOver([...own, shared, italian]);

    expect(ids(await about({ service: 'C1' }, EN, 3))).toEqual(['own.1', 'shared', 'own.2']);
  });

  test('a document comes in the asked language where it exists in it', async () => {
    const { about } = await aboutOver([...own, shared, italian]);

    expect(ids(await about({ service: 'C1' }, IT, 2))).toEqual(['own.1', 'shared.it']);
  });

  test('a number means the code of the asked edition only', async () => {
    const kbli = [{ edition: KbliEdition.KBLI_2020, code: '55110' }];
    const { about } = await aboutOver([aPassage({ id: 'k', kbli })]);
    const inEdition = (edition: KbliEdition) => about({ kbli: { edition, code: '55110' } }, null, 3);

    expect(ids(await inEdition(KbliEdition.KBLI_2020))).toEqual(['k']);
    expect(await inEdition(KbliEdition.KBLI_2025)).toEqual([]);
  });

  test('nothing concerns an unknown code', async () => {
    const { about } = await aboutOver(own);

    expect(await about({ service: 'Z9' }, EN, 3)).toEqual([]);
  });
});
