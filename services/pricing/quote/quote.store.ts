import { Prisma } from '../../../prisma/generated/client.ts';
import { type Database, fromDatabase } from '../../shared/database.ts';
import { localisedText } from '../../shared/language.ts';
import { priceOption } from '../catalogue/catalogue.ts';
import { type Rupiah, rupiah } from '../money.ts';
import type { Quote } from './quote.ts';

export type SavedQuote = Quote & { id: string };

/**
 * Writes a quote down with its labels and amounts, which no later price list touches.
 * @param datasetVersion of the catalogue that priced it
 */
export async function saveQuote(
  database: Database,
  { lines, total, ...quote }: SavedQuote,
  datasetVersion: string,
): Promise<void> {
  const data = {
    ...quote,
    totalIdr: total,
    datasetVersion,
    lines: {
      create: lines.map(({ option, unitPrice, lineTotal, ...line }, position) => ({
        ...line,
        position,
        option: option ? { ...option, amountIdr: Number(option.amountIdr) } : Prisma.DbNull,
        unitPriceIdr: unitPrice,
        lineTotalIdr: lineTotal,
      })),
    },
  };
  await fromDatabase(database.quote.create({ data }));
}

const amountOf = (stored: bigint | null): Rupiah | null => (stored === null ? null : rupiah(stored));

/** @returns the quotes there are among the ids, in no order */
export async function readQuotes(database: Database, ids: readonly string[]): Promise<SavedQuote[]> {
  const query = database.quote.findMany({
    where: { id: { in: [...ids] } },
    include: { lines: { orderBy: { position: 'asc' } } },
  });
  const rows = await fromDatabase(query);
  return rows.map(({ totalIdr, datasetVersion: _, lines, ...row }) => ({
    ...row,
    total: rupiah(totalIdr),
    lines: lines.map((line) => ({
      serviceCode: line.serviceCode,
      label: localisedText.parse(line.label),
      option: line.option === null ? null : priceOption.parse(line.option),
      quantity: line.quantity,
      unitPrice: amountOf(line.unitPriceIdr),
      lineTotal: amountOf(line.lineTotalIdr),
    })),
  }));
}
