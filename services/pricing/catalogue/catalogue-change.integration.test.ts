import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { seed } from '../../../prisma/seed.ts';
import { silentLogger, type TestDatabase, testDatabase } from '../../shared/testing.ts';
import { committedCatalogue, committedDocument } from '../fixtures.ts';
import { readCatalogue, readCatalogueStamp } from './catalogue.store.ts';
import { type Catalogue, catalogueOf, catalogueVersion } from './catalogue.ts';
import { applyCatalogue, checkCatalogue } from './catalogue-change.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
});

afterEach(async () => {
  await database.drop();
});

function withHours(hours: string): Catalogue {
  const document = committedDocument();
  document.priceList.contact.hours = hours;
  return catalogueOf(document);
}

describe('the seeded catalogue', () => {
  test('reads back exactly as it was committed', async () => {
    const { rows, version } = await readCatalogue(database.database);

    expect(rows).toEqual(committedCatalogue());
    expect(version).toBe(catalogueVersion(committedCatalogue()));
  });

  test('is left alone by another seed', async () => {
    await seed(database.database, silentLogger);

    expect(await database.database.catalogueChange.count()).toBe(1);
  });

  test('gives way to another seeded version', async () => {
    await database.database.dataset.update({ where: { name: 'catalogue' }, data: { version: 'old' } });

    await seed(database.database, silentLogger);

    expect((await readCatalogue(database.database)).version).toBe(catalogueVersion(committedCatalogue()));
  });
});

describe('checkCatalogue', () => {
  test('tells the difference and changes nothing', async () => {
    const change = await checkCatalogue(database.database, withHours('Mon-Fri 8AM-5PM'));

    expect(change.difference).toEqual([
      '~ priceList contact hours: "Mon-Fri 9AM-6PM, Sat 10AM-2PM" → "Mon-Fri 8AM-5PM"',
    ]);
    expect((await readCatalogue(database.database)).rows).toEqual(committedCatalogue());
  });
});

describe('applyCatalogue', () => {
  test('puts the catalogue in force and writes down who, what and when', async () => {
    const catalogue = withHours('Mon-Fri 8AM-5PM');

    const change = await applyCatalogue(database.database, catalogue, 'Ayu');

    expect((await readCatalogue(database.database)).rows).toEqual(catalogue);
    expect(
      await database.database.catalogueChange.findMany({ orderBy: { id: 'desc' }, take: 1 }),
    ).toMatchObject([
      {
        appliedBy: 'Ayu',
        fromVersion: change.fromVersion,
        toVersion: change.toVersion,
        difference: change.difference,
      },
    ]);
  });

  test('the same catalogue once more writes nothing', async () => {
    await applyCatalogue(database.database, withHours('Mon-Fri 8AM-5PM'), 'Ayu');

    const again = await applyCatalogue(database.database, withHours('Mon-Fri 8AM-5PM'), 'Ayu');

    expect(again.difference).toEqual([]);
    expect(await database.database.catalogueChange.count()).toBe(2);
  });

  test('an applied catalogue is not overwritten by a seed', async () => {
    await applyCatalogue(database.database, withHours('Mon-Fri 8AM-5PM'), 'Ayu');

    await seed(database.database, silentLogger);

    expect(await readCatalogueStamp(database.database)).toMatchObject({ origin: 'APPLIED' });
    expect((await readCatalogue(database.database)).rows.priceList.contact.hours).toBe('Mon-Fri 8AM-5PM');
  });

  test('two at once come one after the other, each with the difference to what it replaced', async () => {
    const changes = await Promise.all(
      ['Mon-Fri 8AM-5PM', 'Mon-Fri 7AM-4PM'].map((hours) =>
        applyCatalogue(database.database, withHours(hours), hours),
      ),
    );

    const seeded = catalogueVersion(committedCatalogue());
    const first = changes.find(({ fromVersion }) => fromVersion === seeded);
    const second = changes.find(({ fromVersion }) => fromVersion === first?.toVersion);
    expect(second).toBeDefined();
    expect((await readCatalogue(database.database)).version).toBe(second?.toVersion);
  });

  test('a failure half way leaves the old catalogue whole', async () => {
    await database.database.$executeRawUnsafe('ALTER TABLE package_line ADD CHECK (quantity < 5)');
    const document = committedDocument();
    document.services.pop();
    document.packages[0].lines[1].quantity = 5;

    await expect(applyCatalogue(database.database, catalogueOf(document), 'Ayu')).rejects.toThrow();

    expect((await readCatalogue(database.database)).rows).toEqual(committedCatalogue());
    expect(await database.database.catalogueChange.count()).toBe(1);
  });
});
