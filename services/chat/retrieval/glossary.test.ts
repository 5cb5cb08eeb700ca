import { describe, expect, test } from '@jest/globals';
import { tokens } from '../../shared/text/tokenise.ts';
import { glossaryFrom, readGlossary } from './glossary.ts';

describe('the committed glossary', () => {
  test('bridges at least 120 concepts', async () => {
    const { concepts } = await readGlossary();

    expect(concepts.length).toBeGreaterThanOrEqual(120);
  });

  test.each([
    ['quanto costa il permesso di soggiorno', 'stay-permit'],
    ['berapa lama izin tinggal berlaku', 'stay-permit'],
    ['are stay permits renewable', 'stay-permit'],
    ['il codice fiscale dello straniero', 'tax-number'],
    ['bikin NPWP', 'tax-number'],
    ["l'atto costitutivo", 'deed'],
    ['akta notaris', 'deed'],
    ['il capitale versato', 'paid-up-capital'],
    ['modal disetor', 'paid-up-capital'],
    ['perusahaan diperpanjang izinnya', 'extension'],
  ])('"%s" names %s', async (text, concept) => {
    const { mentions } = await readGlossary();

    expect(mentions(tokens(text)).map(({ concept: { name } }) => name)).toContain(concept);
  });

  test('the longest phrase is taken: a permanent stay permit is not just any stay permit', async () => {
    const { mentions } = await readGlossary();

    const named = mentions(tokens('permanent stay permit')).map(({ concept }) => concept.name);

    expect(named).toContain('permanent-stay-permit');
    expect(named).not.toContain('stay-permit');
  });
});

describe('glossaryFrom', () => {
  test.each([
    ['an empty phrase', 'concept,en,id,it\nvisa,visa|,visa,visto', 'line 2'],
    ['a concept that stands there twice', 'concept,en,id,it\na,a,a,a\na,b,b,b', 'twice'],
  ])('%s is refused', (_, csv, message) => {
    expect(() => glossaryFrom(csv)).toThrow(message);
  });
});
