import { Prisma } from '../../../prisma/generated/client.ts';
import type { Database } from '../../shared/database.ts';
import { localisedText } from '../../shared/language.ts';
import type { CodeRow, CorrespondenceRow, KbliTables, OwnershipRow, RiskRow } from './kbli-tables.ts';

export type KbliTransaction = Prisma.TransactionClient;

const dataset = 'kbli';

const dateOf = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00Z`));
const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/** @returns null when the classification was never loaded */
export async function readKbliVersion(database: Database | KbliTransaction): Promise<string | null> {
  const row = await database.dataset.findUnique({ where: { name: dataset }, select: { version: true } });
  return row?.version ?? null;
}

const codeColumns = ({ edition, code, level, parentCode, title, terms }: CodeRow, position: number) => ({
  ...{ edition, code, level, position, parent_code: parentCode },
  ...{ title_en: title.en, title_id: title.id, title_it: title.it },
  ...{ terms_en: terms.en, terms_id: terms.id, terms_it: terms.it },
});

const riskColumns = ({ offeredToScale, asOf, ...row }: RiskRow) => ({
  ...row,
  offered_to_scale: offeredToScale,
  as_of: asOf,
});

/** Puts the tables in the place of what stands, and stamps their version. */
export async function replaceKbli(
  transaction: KbliTransaction,
  tables: KbliTables,
  version: string,
): Promise<void> {
  await transaction.kbliOwnershipRule.deleteMany();
  await transaction.kbliRisk.deleteMany();
  await transaction.kbliCorrespondence.deleteMany();
  await transaction.kbliCode.deleteMany();
  // As JSON in one parameter: createMany takes ten seconds for these two, a parameter for every word of every list.
  const codes = JSON.stringify(tables.codes.map(codeColumns));
  await transaction.$executeRaw`
    INSERT INTO kbli_code SELECT * FROM jsonb_populate_recordset(NULL::kbli_code, ${codes}::jsonb)`;
  const risks = JSON.stringify(tables.risks.map(riskColumns));
  await transaction.$executeRaw`
    INSERT INTO kbli_risk SELECT * FROM jsonb_populate_recordset(NULL::kbli_risk, ${risks}::jsonb)`;
  await transaction.kbliCorrespondence.createMany({ data: tables.correspondence });
  await transaction.kbliOwnershipRule.createMany({
    data: tables.ownership.map((row) => ({
      ...row,
      scope: row.scope ?? Prisma.DbNull,
      asOf: dateOf(row.asOf),
    })),
  });
  await transaction.dataset.upsert({
    where: { name: dataset },
    create: { name: dataset, version, origin: 'SEED' },
    update: { version, origin: 'SEED', appliedAt: new Date() },
  });
}

/** All rows of a query as one JSON text: Prisma and the driver take ten times as long over rows with lists. */
async function jsonRows<Row>(transaction: KbliTransaction, query: Prisma.Sql): Promise<Row[]> {
  const [answer] = await transaction.$queryRaw<{ rows: string }[]>`
    SELECT coalesce(json_agg(row), '[]')::text AS rows FROM (${query}) AS row`;
  return JSON.parse(answer?.rows ?? '[]');
}

const codesInOrder = Prisma.sql`
  SELECT edition, code, level, parent_code AS "parentCode",
    json_build_object('en', title_en, 'id', title_id, 'it', title_it) AS title,
    json_build_object('en', terms_en, 'id', terms_id, 'it', terms_it) AS terms
  FROM kbli_code ORDER BY position`;

const pairsInOrder = Prisma.sql`
  SELECT code_2020 AS "code2020", code_2025 AS "code2025", relation
  FROM kbli_correspondence ORDER BY code_2020, code_2025`;

const risksInOrder = Prisma.sql`
  SELECT code, scale, levels, licences, note, offered_to_scale AS "offeredToScale", confidence, source,
    as_of AS "asOf"
  FROM kbli_risk ORDER BY code, scale`;

async function ownershipRows(transaction: KbliTransaction): Promise<OwnershipRow[]> {
  const rows = await transaction.kbliOwnershipRule.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ id: _, ...row }) => ({
    ...row,
    scope: row.scope === null ? null : localisedText.parse(row.scope),
    asOf: dayOf(row.asOf),
  }));
}

/**
 * The whole classification with the version it belongs to, as of one moment.
 * @throws Error when it was never loaded
 */
export async function readKbli(database: Database): Promise<{ version: string; rows: KbliTables }> {
  return database.$transaction(
    async (transaction) => {
      const version = await readKbliVersion(transaction);
      if (version === null) throw new Error('the KBLI tables have not been loaded');
      const codes = await jsonRows<CodeRow>(transaction, codesInOrder);
      const correspondence = await jsonRows<CorrespondenceRow>(transaction, pairsInOrder);
      const risks = await jsonRows<RiskRow>(transaction, risksInOrder);
      return { version, rows: { codes, correspondence, risks, ownership: await ownershipRows(transaction) } };
    },
    { isolationLevel: 'RepeatableRead', timeout: 30_000 },
  );
}
