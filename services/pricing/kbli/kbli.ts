import type { LocalisedText } from '../../shared/language.ts';
import type { Edition, KbliTables, Level, OwnershipRow, Relation, RiskRow } from './kbli-tables.ts';

/** One code of one edition, with what hangs on it. Immutable once made, so readers may share it. */
export type KbliNode = {
  readonly edition: Edition;
  readonly code: string;
  readonly level: Level;
  readonly title: LocalisedText;
  /** Null for a section. */
  readonly parent: KbliNode | null;
  /** In the order of the classification; empty for a subclass. */
  readonly children: readonly KbliNode[];
  /** The codes of the other edition that the conversion table names; empty above the subclasses. */
  readonly counterparts: readonly Correspondence[];
  /** Smallest scale first; scales that the source does not speak of are absent. Empty for KBLI 2020. */
  readonly risks: readonly RiskRow[];
  /** Rules on foreign ownership that speak this code's own edition. */
  readonly rules: readonly OwnershipRow[];
};

export type Correspondence = { kbli: KbliNode; relation: Relation };

/** Both editions in memory. */
export type Kbli = {
  /** @param code in either case, without blanks; @returns null for a code that the edition does not have */
  find(edition: Edition, code: string): KbliNode | null;
  /** In the order of the classification. */
  sections(edition: Edition): readonly KbliNode[];
};

type NodeInMaking = Omit<KbliNode, 'parent' | 'children' | 'counterparts' | 'risks' | 'rules'> & {
  parent: KbliNode | null;
  children: KbliNode[];
  counterparts: Correspondence[];
  risks: RiskRow[];
  rules: OwnershipRow[];
};

const keyOf = (edition: Edition, code: string): string => `${edition} ${code}`;

/** One copy of each distinct text, since thousands of rows repeat the same few citations. */
function internedTexts(): (text: string) => string {
  const texts = new Map<string, string>();
  return (text) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };
}

/**
 * The classification from its tables.
 * @throws Error for rows that name codes which do not exist; loading has checked them, so that means a damaged table
 */
export function makeKbli({ codes, correspondence, risks, ownership }: KbliTables): Kbli {
  const nodes = new Map<string, NodeInMaking>();
  for (const { edition, code, level, title } of codes) {
    const links = { parent: null, children: [], counterparts: [], risks: [], rules: [] };
    nodes.set(keyOf(edition, code), { edition, code, level, title, ...links });
  }
  const nodeOf = (edition: Edition, code: string): NodeInMaking => {
    const node = nodes.get(keyOf(edition, code));
    if (!node) throw new Error(`${keyOf(edition, code)} does not exist`);
    return node;
  };

  for (const { edition, code, parentCode } of codes) {
    if (parentCode === null) continue;
    const node = nodeOf(edition, code);
    const parent = nodeOf(edition, parentCode);
    node.parent = parent;
    parent.children.push(node);
  }
  for (const { code2020, code2025, relation } of correspondence) {
    const older = nodeOf('KBLI_2020', code2020);
    const newer = nodeOf('KBLI_2025', code2025);
    older.counterparts.push({ kbli: newer, relation });
    newer.counterparts.push({ kbli: older, relation });
  }
  const interned = internedTexts();
  for (const row of risks) {
    nodeOf('KBLI_2025', row.code).risks.push({ ...row, source: interned(row.source) });
  }
  for (const row of ownership) {
    nodeOf(row.edition, row.code).rules.push({ ...row, source: interned(row.source) });
  }

  const sectionsOf = (edition: Edition): readonly KbliNode[] =>
    [...nodes.values()].filter((node) => node.edition === edition && node.level === 'SECTION');
  const sections = { KBLI_2020: sectionsOf('KBLI_2020'), KBLI_2025: sectionsOf('KBLI_2025') };
  return {
    find: (edition, code) => nodes.get(keyOf(edition, code.toUpperCase())) ?? null,
    sections: (edition) => sections[edition],
  };
}

/** Section first, the direct parent last; empty for a section. */
export function ancestors(node: KbliNode): KbliNode[] {
  const path: KbliNode[] = [];
  for (let at = node.parent; at; at = at.parent) path.unshift(at);
  return path;
}

/** The codes of 2025 that followed a code of 2020; empty for a code of 2025. */
export function successors(node: KbliNode): readonly Correspondence[] {
  return node.edition === 'KBLI_2020' ? node.counterparts : [];
}

/** The codes of 2020 that a code of 2025 came from; empty for a code of 2020. */
export function predecessors(node: KbliNode): readonly Correspondence[] {
  return node.edition === 'KBLI_2025' ? node.counterparts : [];
}
