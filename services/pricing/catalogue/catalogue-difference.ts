import { formatted, rupiah } from '../money.ts';
import type { Catalogue } from './catalogue.ts';

type Plain = { readonly [name: string]: unknown };

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What names an entry of a list, so that a moved entry is not shown as a changed one. */
function nameOf(entry: unknown): string | null {
  if (!isPlain(entry)) return null;
  const name = entry.code ?? entry.key ?? entry.urgency;
  return typeof name === 'string' ? name : null;
}

/** Entries by name; null when some entry has none or two share one. */
function byName(entries: readonly unknown[]): Map<string, unknown> | null {
  const named = new Map<string, unknown>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name === null || named.has(name)) return null;
    named.set(name, entry);
  }
  return named;
}

function shown(value: unknown): string {
  if (typeof value === 'bigint') return formatted(rupiah(value));
  if (typeof value === 'string') return `"${value}"`;
  if (isPlain(value) && isPlain(value.name) && typeof value.name.en === 'string') return `"${value.name.en}"`;
  const text = JSON.stringify(value, (_key, inner) =>
    typeof inner === 'bigint' ? formatted(rupiah(inner)) : inner,
  );
  return text ?? 'nothing';
}

function listDifference(path: string, before: readonly unknown[], after: readonly unknown[]): string[] {
  const old = byName(before);
  const now = byName(after);
  if (!old || !now || (old.size === 0 && now.size === 0)) {
    return shown(before) === shown(after) ? [] : [`~ ${path}: ${shown(before)} → ${shown(after)}`];
  }
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const kept = [...now.keys()].filter((name) => old.has(name));
  const keptBefore = [...old.keys()].filter((name) => now.has(name));
  return [
    ...removed.map((name) => `- ${path} ${name}: ${shown(old.get(name))}`),
    ...[...now].flatMap(([name, entry]) =>
      old.has(name)
        ? difference(`${path} ${name}`, old.get(name), entry)
        : [`+ ${path} ${name}: ${shown(entry)}`],
    ),
    ...(kept.join() === keptBefore.join() ? [] : [`~ ${path}: the order changed`]),
  ];
}

function difference(path: string, before: unknown, after: unknown): string[] {
  if (Array.isArray(before) && Array.isArray(after)) return listDifference(path, before, after);
  if (isPlain(before) && isPlain(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => difference(path ? `${path} ${name}` : name, before[name], after[name]));
  }
  return before === after || shown(before) === shown(after)
    ? []
    : [`~ ${path}: ${shown(before)} → ${shown(after)}`];
}

/**
 * What changes between two catalogues, one line a change, for people to read before and after they apply it.
 * @param before null when there is none yet
 * @returns lines in the order of the document: "+ " added, "- " removed, "~ " changed, e.g.
 *   `~ services C1 options standard amountIdr: 2.300.000 IDR → 2.400.000 IDR`; empty when nothing changes
 */
export function catalogueDifference(before: Catalogue | null, after: Catalogue): string[] {
  return difference('', before ?? { priceList: {}, services: [], packages: [] }, after);
}
