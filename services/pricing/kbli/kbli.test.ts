import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { codeOf, committedKbli } from './fixtures.ts';
import { ancestors, type Kbli, type KbliNode, makeKbli, predecessors, successors } from './kbli.ts';
import type { KbliTables } from './kbli-tables.ts';

// Parsing the tables takes most of a second, more on a busy machine.
jest.setTimeout(60_000);

let kbli: Kbli;
let tables: KbliTables;

beforeAll(async () => {
  ({ kbli, tables } = await committedKbli());
});

describe('the classification', () => {
  test('a code is found in either case', () => {
    expect(kbli.find('KBLI_2025', 'i')?.title.en).toBe(kbli.find('KBLI_2025', 'I')?.title.en);
  });

  test('a code that only the other edition has is not found', () => {
    expect([kbli.find('KBLI_2020', '55203'), kbli.find('KBLI_2025', '55193')]).toEqual([null, null]);
  });

  test('ancestors stand section first', () => {
    const path = ancestors(codeOf(kbli, 'KBLI_2025', '56101')).map(({ code }) => code);
    expect(path).toEqual(['I', '56', '561', '5610']);
  });

  test('a section has no ancestors', () => {
    expect(ancestors(codeOf(kbli, 'KBLI_2020', 'A'))).toEqual([]);
  });

  test('children name their parent, and a subclass has none', () => {
    const group = codeOf(kbli, 'KBLI_2020', '561');
    expect(group.children.map(({ parent }) => parent)).toEqual(group.children.map(() => group));
    expect(codeOf(kbli, 'KBLI_2020', '56101').children).toEqual([]);
  });

  test('walking down from the sections meets every code of an edition once', () => {
    const below = (nodes: readonly KbliNode[]): number =>
      nodes.reduce((sum, { children }) => sum + 1 + below(children), 0);
    expect([below(kbli.sections('KBLI_2020')), below(kbli.sections('KBLI_2025'))]).toEqual([2_710, 2_444]);
  });

  test('a row that names a code which does not exist is refused', () => {
    const broken = {
      ...tables,
      correspondence: [{ code2020: '00000', code2025: '56101', relation: 'ONE_TO_ONE' as const }],
    };
    expect(() => makeKbli(broken)).toThrow('KBLI_2020 00000 does not exist');
  });
});

describe('the correspondence', () => {
  test('a split hotel code has the five star classes as successors', () => {
    const codes = successors(codeOf(kbli, 'KBLI_2020', '55110')).map(({ kbli: next }) => next.code);
    expect(codes).toEqual(expect.arrayContaining(['55101', '55102', '55103', '55104', '55105']));
  });

  test('a pair is seen from both sides with one relation', () => {
    const villa = codeOf(kbli, 'KBLI_2020', '55193');
    const [next] = successors(villa);
    expect(next).toMatchObject({ kbli: { code: '55203' }, relation: 'ONE_TO_ONE' });
    expect(predecessors(codeOf(kbli, 'KBLI_2025', '55203'))).toEqual([
      { kbli: villa, relation: 'ONE_TO_ONE' },
    ]);
  });

  test('the same number need not be the same activity', () => {
    const codes = successors(codeOf(kbli, 'KBLI_2020', '49211')).map(({ kbli: next }) => next.code);
    expect(codes).not.toContain('49211');
  });

  test('a code of 2025 has no successors and one of 2020 no predecessors', () => {
    expect(successors(codeOf(kbli, 'KBLI_2025', '56101'))).toEqual([]);
    expect(predecessors(codeOf(kbli, 'KBLI_2020', '56101'))).toEqual([]);
  });
});
