import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../shared/database.ts';
import {
  type Catalogue,
  CatalogueError,
  catalogueOf,
  catalogueVersion,
  type PriceOption,
  type Service,
} from './catalogue.ts';

export type CatalogueTransaction = Prisma.TransactionClient;

/** SEED: loaded by the set-up from prisma/data. APPLIED: put in force by the firm. */
export type CatalogueOrigin = 'SEED' | 'APPLIED';

const dataset = 'catalogue';

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** @returns null when no catalogue was ever loaded */
export async function readCatalogueStamp(
  database: Database | CatalogueTransaction,
): Promise<{ version: string; origin: CatalogueOrigin } | null> {
  return database.dataset.findUnique({ where: { name: dataset }, select: { version: true, origin: true } });
}

/** Makes every other writer of the catalogue wait until this transaction ends; readers never wait. */
export async function lockCatalogue(transaction: CatalogueTransaction): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('dataset:catalogue', 0))`;
}

/**
 * The catalogue in force, read as of one moment.
 * @throws Error when none was loaded; CatalogueError when the rows break a rule of the document
 */
export async function readCatalogue(database: Database): Promise<{ version: string; rows: Catalogue }> {
  return database.$transaction(
    async (transaction) => {
      const stamp = await readCatalogueStamp(transaction);
      if (!stamp) throw new Error('The database holds no catalogue; run the seed');
      return { version: stamp.version, rows: await catalogueRows(transaction) };
    },
    { isolationLevel: 'RepeatableRead', timeout: 15_000 },
  );
}

/**
 * What a new catalogue would replace, as the transaction sees it.
 * @returns null when there is none, or one that this version of the program can't read and a new one shall mend
 */
export async function catalogueInForce(transaction: CatalogueTransaction): Promise<Catalogue | null> {
  if (!(await readCatalogueStamp(transaction))) return null;
  try {
    return await catalogueRows(transaction);
  } catch (error) {
    if (error instanceof CatalogueError) return null;
    throw error;
  }
}

async function catalogueRows(transaction: CatalogueTransaction): Promise<Catalogue> {
  const { id: _, ...list } = await transaction.priceList.findFirstOrThrow();
  const services = await transaction.service.findMany({
    orderBy: { position: 'asc' },
    include: { options: { orderBy: { position: 'asc' } } },
  });
  const packages = await transaction.servicePackage.findMany({
    orderBy: { position: 'asc' },
    include: { lines: { orderBy: { position: 'asc' } } },
  });
  return catalogueOf({
    priceList: {
      ...list,
      effectiveFrom: dayOf(list.effectiveFrom),
      nextChangeOn: list.nextChangeOn && dayOf(list.nextChangeOn),
    },
    services: services.map(serviceDocument),
    packages: packages.map(({ position: _position, lines, ...rest }) => ({
      ...rest,
      lines: lines.map(({ serviceCode, optionKey, quantity }) => ({ serviceCode, optionKey, quantity })),
    })),
  });
}

type ServiceRow = Prisma.ServiceGetPayload<{ include: { options: true } }>;

function serviceDocument({
  position: _,
  wireName,
  wireStrings,
  wireNote,
  options,
  extension,
  ...rest
}: ServiceRow) {
  const optionsOf = (kind: 'INITIAL' | 'EXTENSION') =>
    options
      .filter((option) => option.kind === kind)
      .map(({ serviceCode: _code, kind: _kind, position: _position, amountIdr, ...option }) => ({
        ...option,
        amountIdr: Number(amountIdr),
      }));
  return {
    ...rest,
    options: optionsOf('INITIAL'),
    extension: extension && Object.assign({}, extension, { options: optionsOf('EXTENSION') }),
    wire: { name: wireName, prices: wireStrings, note: wireNote },
  };
}

/**
 * Puts a catalogue in the place of the one in force, and writes down who did it and what changed.
 * @param transaction holds the lock of `lockCatalogue`
 * @param change `difference`: the lines that were shown to the person
 * @returns the version that now stands
 */
export async function replaceCatalogue(
  transaction: CatalogueTransaction,
  catalogue: Catalogue,
  change: { origin: CatalogueOrigin; by: string; difference: readonly string[] },
): Promise<string> {
  const { priceList, services, packages } = catalogue;
  const before = await readCatalogueStamp(transaction);
  await transaction.servicePackage.deleteMany();
  await transaction.service.deleteMany();
  await transaction.priceList.deleteMany();

  await transaction.priceList.create({
    data: {
      ...priceList,
      effectiveFrom: dateOf(priceList.effectiveFrom),
      nextChangeOn: priceList.nextChangeOn && dateOf(priceList.nextChangeOn),
    },
  });
  await transaction.service.createMany({ data: services.map(serviceRow) });
  await transaction.priceOption.createMany({
    data: services.flatMap((service) => [
      ...optionRows(service.code, 'INITIAL', service.options),
      ...optionRows(service.code, 'EXTENSION', service.extension?.options ?? []),
    ]),
  });
  await transaction.servicePackage.createMany({
    data: packages.map(({ lines: _, processingTime, ...rest }, position) => ({
      ...rest,
      position,
      processingTime: processingTime ?? Prisma.DbNull,
    })),
  });
  await transaction.packageLine.createMany({
    data: packages.flatMap(({ key, lines }) =>
      lines.map((line, position) => ({ ...line, packageKey: key, position })),
    ),
  });

  const version = catalogueVersion(catalogue);
  const stamp = { version, origin: change.origin, appliedAt: new Date() };
  await transaction.dataset.upsert({
    where: { name: dataset },
    create: { name: dataset, ...stamp },
    update: stamp,
  });
  await transaction.catalogueChange.create({
    data: {
      appliedBy: change.by,
      fromVersion: before?.version ?? null,
      toVersion: version,
      difference: [...change.difference],
    },
  });
  return version;
}

function serviceRow(
  { options: _, extension, stay, processingTime, wire, ...rest }: Service,
  position: number,
) {
  const { options: _options, ...terms } = extension ?? { options: [] };
  return {
    ...rest,
    position,
    wireName: wire.name,
    wireStrings: wire.prices,
    wireNote: wire.note,
    extension: extension ? terms : Prisma.DbNull,
    stay: stay ?? Prisma.DbNull,
    processingTime: processingTime ?? Prisma.DbNull,
  };
}

function optionRows(serviceCode: string, kind: 'INITIAL' | 'EXTENSION', options: readonly PriceOption[]) {
  return options.map((option, position) => ({ ...option, serviceCode, kind, position }));
}
