import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { kbliFaults } from './kbli-faults.ts';
import { type KbliFiles, kbliVersion, parseKbli } from './kbli-files.ts';
import { readKbliFiles } from './kbli-seed.ts';
import { type Edition, type KbliTables, levels } from './kbli-tables.ts';

// Parsing the tables takes most of a second, more on a busy machine.
jest.setTimeout(60_000);

let files: KbliFiles;
let tables: KbliTables;

beforeAll(async () => {
  files = await readKbliFiles();
  tables = parseKbli(files);
});

const countsOf = (edition: Edition): number[] =>
  levels.map((level) => tables.codes.filter((row) => row.edition === edition && row.level === level).length);

describe('the committed tables', () => {
  test('KBLI 2020 has the codes that BPS counts', () => {
    expect(countsOf('KBLI_2020')).toEqual([21, 88, 245, 567, 1_789]);
  });

  test('KBLI 2025 has the codes that BPS counts', () => {
    expect(countsOf('KBLI_2025')).toEqual([22, 87, 257, 519, 1_559]);
  });

  test('the correspondence has 2,560 distinct pairs', () => {
    const pairs = new Set(tables.correspondence.map(({ code2020, code2025 }) => `${code2020} ${code2025}`));
    expect([tables.correspondence.length, pairs.size]).toEqual([2_560, 2_560]);
  });

  test('rows fit each other: tree, pairs, rules, and search terms in three languages for every subclass', () => {
    expect(kbliFaults(tables)).toEqual([]);
  });

  test('every title stands in three languages', () => {
    const blank = tables.codes.filter(({ title }) => Object.values(title).some((text) => text.trim() === ''));
    expect(blank).toEqual([]);
  });

  test('facts from the OSS snapshot are verified, those from the secondary list only indicative', () => {
    const sources = new Set(tables.risks.map(({ confidence, asOf }) => `${confidence} ${asOf}`));
    expect([...sources].sort()).toEqual(['INDICATIVE 2026-07-14', 'VERIFIED 2026-09-30']);
  });

  test('tags of the trade are not ownership rules', () => {
    expect(tables.ownership.filter(({ code }) => code === '52225' || code === '74909')).toEqual([]);
  });
});

describe('reading the tables', () => {
  const without = (name: keyof KbliFiles, line: RegExp): KbliFiles => ({
    ...files,
    [name]: files[name].replace(line, ''),
  });

  test('a changed byte makes another version', () => {
    const changed = { ...files, 'sources.csv': `${files['sources.csv']}\n` };
    expect(kbliVersion(changed)).not.toBe(kbliVersion(files));
  });

  test('a code without a name is refused', () => {
    expect(() => parseKbli(without('names.csv', /^56101,.*\n/m))).toThrow(
      'names.csv: KBLI_2020 56101 has no name',
    );
  });

  test('a rule whose source is not listed is refused', () => {
    expect(() => parseKbli(without('sources.csv', /^bali-closure-2026,.*\n/m))).toThrow(
      'sources.csv has no bali-closure',
    );
  });

  test('a word that is not in the list of values is refused with its place', () => {
    const broken = { ...files, 'risks.csv': files['risks.csv'].replace('VERIFIED', 'CERTAIN') };
    expect(() => parseKbli(broken)).toThrow(/^risks\.csv, record \d+, confidence: /);
  });

  test('a pair of a code that does not exist is a fault', () => {
    const broken: KbliTables = {
      ...tables,
      correspondence: [
        ...tables.correspondence,
        { code2020: '99999', code2025: '01111', relation: 'ONE_TO_ONE' },
      ],
    };
    expect(kbliFaults(broken)).toEqual(['a pair names KBLI_2020 99999, which does not exist']);
  });
});
