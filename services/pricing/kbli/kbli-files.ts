import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import {
  type CodeRow,
  type Edition,
  editions,
  type KbliTables,
  levels,
  riskLevels,
  ruleKinds,
  scales,
} from './kbli-tables.ts';

export const kbliFileNames = [
  'codes-2020.csv',
  'codes-2025.csv',
  'correspondence.csv',
  'names.csv',
  'ownership.csv',
  'risks.csv',
  'sources.csv',
] as const;
export type KbliFiles = Record<(typeof kbliFileNames)[number], string>;

const enumOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.enum(values));
const list = z.string().transform((text) => (text === '' ? [] : text.split('|')));
const optional = z.string().transform((text) => (text === '' ? null : text));
const yesNo = z.enum(['yes', 'no']).transform((word) => word === 'yes');
const date = z.union([z.literal('').transform(() => null), z.iso.date()]);
const confidence = z.enum(['VERIFIED', 'INDICATIVE']);
const text = z.string().min(1);

const codeLine = z.strictObject({ code: text, level: enumOf(levels), parent: optional, title_id: text });
const pairLine = z.strictObject({
  code_2020: text,
  code_2025: text,
  relation: z.enum(['1:1', '1:N', 'N:1', 'N:N']),
});
const nameLine = z.strictObject({
  code_2020: optional,
  code_2025: optional,
  level: enumOf(levels),
  title_en: text,
  title_it: text,
  terms_en: list,
  terms_id: list,
  terms_it: list,
});
const riskLine = z.strictObject({
  code: text,
  scale: enumOf(scales),
  levels: list.pipe(z.array(z.enum(riskLevels))),
  offered: yesNo,
  licences: list,
  note: optional,
  confidence,
  source: text,
  as_of: date,
});
const ownershipLine = z.strictObject({
  edition: z.enum(['2020', '2025']),
  code: text,
  kind: z.enum(ruleKinds),
  whole_code: yesNo,
  max_percent: z.union([z.literal('').transform(() => null), z.coerce.number().min(0).max(100)]),
  scope_id: z.string(),
  scope_en: z.string(),
  scope_it: z.string(),
  region: optional,
  source: text,
  confidence,
  as_of: date,
});
const sourceLine = z.strictObject({ key: text, citation: text });

function linesOf<Schema extends z.ZodType>(files: KbliFiles, name: keyof KbliFiles, schema: Schema) {
  const lines: unknown[] = parse(files[name], { columns: true });
  return lines.map((line, index): z.infer<Schema> => {
    const result = schema.safeParse(line);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new Error(`${name}, record ${index + 1}, ${issue?.path.join('.')}: ${issue?.message}`);
  });
}

const relationOf = {
  '1:1': 'ONE_TO_ONE',
  '1:N': 'ONE_TO_MANY',
  'N:1': 'MANY_TO_ONE',
  'N:N': 'MANY_TO_MANY',
} as const;

/** Changes whenever a byte of the tables changes. @returns SHA-256, hex */
export function kbliVersion(files: KbliFiles): string {
  const hash = createHash('sha256');
  for (const name of kbliFileNames) hash.update(name).update('\0').update(files[name]).update('\0');
  return hash.digest('hex');
}

type NameLine = z.infer<typeof nameLine>;

function namesByCode(lines: NameLine[], edition: Edition): Map<string, NameLine> {
  const names = new Map<string, NameLine>();
  for (const line of lines) {
    const code = edition === 'KBLI_2020' ? line.code_2020 : line.code_2025;
    if (code === null) continue;
    if (names.has(code)) throw new Error(`names.csv: ${edition} ${code} stands twice`);
    names.set(code, line);
  }
  return names;
}

function codeRows(files: KbliFiles, edition: Edition, lines: NameLine[]): CodeRow[] {
  const names = namesByCode(lines, edition);
  const file = edition === 'KBLI_2020' ? 'codes-2020.csv' : 'codes-2025.csv';
  const rows = linesOf(files, file, codeLine).map((line): CodeRow => {
    const name = names.get(line.code);
    if (!name || name.level !== line.level) throw new Error(`names.csv: ${edition} ${line.code} has no name`);
    names.delete(line.code);
    return {
      edition,
      code: line.code,
      level: line.level,
      parentCode: line.parent,
      title: { en: name.title_en, id: line.title_id, it: name.title_it },
      terms: { en: name.terms_en, id: name.terms_id, it: name.terms_it },
    };
  });
  const [stray] = names.keys();
  if (stray !== undefined) throw new Error(`names.csv: ${edition} has no code ${stray}`);
  return rows;
}

/**
 * The tables from the text of their files.
 * @throws Error naming the file and what is wrong with it
 */
export function parseKbli(files: KbliFiles): KbliTables {
  const citations = new Map(
    linesOf(files, 'sources.csv', sourceLine).map(({ key, citation }) => [key, citation]),
  );
  const citationOf = (key: string): string => {
    const citation = citations.get(key);
    if (citation === undefined) throw new Error(`sources.csv has no ${key}`);
    return citation;
  };
  const names = linesOf(files, 'names.csv', nameLine);
  return {
    codes: editions.flatMap((edition) => codeRows(files, edition, names)),
    correspondence: linesOf(files, 'correspondence.csv', pairLine).map((line) => ({
      code2020: line.code_2020,
      code2025: line.code_2025,
      relation: relationOf[line.relation],
    })),
    risks: linesOf(files, 'risks.csv', riskLine).map(({ offered, as_of, source, ...line }) => ({
      ...line,
      offeredToScale: offered,
      source: citationOf(source),
      asOf: as_of,
    })),
    ownership: linesOf(files, 'ownership.csv', ownershipLine).map((line) => ({
      edition: line.edition === '2020' ? 'KBLI_2020' : 'KBLI_2025',
      code: line.code,
      kind: line.kind,
      wholeCode: line.whole_code,
      maxPercent: line.max_percent,
      scope: line.scope_en === '' ? null : { en: line.scope_en, id: line.scope_id, it: line.scope_it },
      region: line.region,
      confidence: line.confidence,
      source: citationOf(line.source),
      asOf: line.as_of,
    })),
  };
}
