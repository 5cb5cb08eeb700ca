import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readCatalogue } from '../services/pricing/catalogue/catalogue.store.ts';
import { committedDocument } from '../services/pricing/fixtures.ts';
import { projectPath } from '../services/shared/project-root.ts';
import { type TestDatabase, testDatabase } from '../services/shared/testing.ts';
import { catalogueCommand } from './catalogue-command.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function run(...words: string[]) {
  let printed = '';
  let complained = '';
  const code = await catalogueCommand(words, {
    withDatabase: (work) => work(database.database),
    user: 'login',
    print: (text) => {
      printed += text;
    },
    complain: (text) => {
      complained += text;
    },
  });
  return { code, printed, complained };
}

async function fileOf(change: (document: ReturnType<typeof committedDocument>) => void): Promise<string> {
  const document = committedDocument();
  change(document);
  const file = join(folder, 'list.json');
  await writeFile(file, JSON.stringify(document));
  return file;
}

function dearer({ services }: ReturnType<typeof committedDocument>): void {
  services[0].options[0].amountIdr = 2_400_000;
  services[0].wire.prices[0][1] = '2.400.000 IDR';
}

async function priceOfC1(): Promise<bigint | undefined> {
  return (await readCatalogue(database.database)).rows.services[0]?.options[0]?.amountIdr;
}

describe('npm run catalogue', () => {
  test('check shows what would change and changes nothing', async () => {
    const { code, printed } = await run('check', await fileOf(dearer));

    expect(code).toBe(0);
    expect(printed).toContain('~ services C1 options standard amountIdr: 2.300.000 IDR → 2.400.000 IDR');
    expect(await priceOfC1()).toBe(2_300_000n);
  });

  test('apply puts the file in force under the given name', async () => {
    const { code, printed } = await run('apply', await fileOf(dearer), '--by', 'Ayu');

    const { appliedBy } = await database.database.catalogueChange.findFirstOrThrow({
      orderBy: { id: 'desc' },
    });
    expect([code, appliedBy]).toEqual([0, 'Ayu']);
    expect(printed).toContain('Now in force');
    expect(await priceOfC1()).toBe(2_400_000n);
  });

  test('apply without a name takes the login', async () => {
    await run('apply', await fileOf(dearer));

    const { appliedBy } = await database.database.catalogueChange.findFirstOrThrow({
      orderBy: { id: 'desc' },
    });
    expect(appliedBy).toBe('login');
  });

  test('a faulty file is refused with the place of every fault', async () => {
    const file = await fileOf(({ services }) => {
      services[0].options[0].amountIdr = 2_400_000;
      services[3].code = 'C1';
    });

    const { code, complained } = await run('apply', file);

    expect(code).toBe(1);
    expect(complained).toContain('services[0].wire.prices[0][1]: "2.300.000 IDR" does not state');
    expect(complained).toContain('services[3].code: "C1" is already in use');
    expect(await priceOfC1()).toBe(2_300_000n);
  });

  test('export writes the committed document byte for byte', async () => {
    const file = join(folder, 'out.json');

    const { code } = await run('export', file);

    expect(code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(
      await readFile(projectPath('prisma', 'data', 'catalogue.json'), 'utf8'),
    );
  });

  test.each([
    ['missing.json', 'could not be read'],
    ['broken.json', 'is not JSON'],
  ])('%s is named as at fault', async (name, fault) => {
    await writeFile(join(folder, 'broken.json'), '{ "priceList": ');

    const { code, complained } = await run('check', join(folder, name));

    expect(code).toBe(1);
    expect(complained).toContain(fault);
  });

  test.each(
    [
      [],
      ['check'],
      ['remove', 'a.json'],
      ['apply', 'a.json', 'b.json'],
      ['apply', 'a.json', '--force'],
      ['check', 'a.json', '--by', 'Ayu'],
      ['apply', 'a.json', '--by', ' '],
    ].map((words) => [words.join(' '), words] as const),
  )('the words "%s" are no command', async (_shown, words) => {
    const { code, complained } = await run(...words);

    expect(code).toBe(2);
    expect(complained).toContain('Usage:');
  });
});
