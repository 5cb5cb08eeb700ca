import type { ChatKbliCodeFragment, KbliEdition } from '../../../schema/generated/operations.ts';
import type { Language } from '../../shared/language.ts';
import { kbliWords } from './kbli-words.ts';
import type { Source } from './tool.ts';

type Risk = Pick<ChatKbliCodeFragment['risks'][number], 'scale' | 'levels' | 'offeredToScale'>;
type Named = Pick<ChatKbliCodeFragment, 'edition' | 'code' | 'translation'>;
type Minimum = NonNullable<ChatKbliCodeFragment['minimumInvestment']>;

export function editionYear(edition: KbliEdition): string {
  return edition.slice('KBLI_'.length);
}

export function kbliRef({ edition, code }: Pick<Named, 'edition' | 'code'>): string {
  return `kbli:${editionYear(edition)}:${code}`;
}

export function kbliLabel({ edition, code, translation }: Named): string {
  return `KBLI ${code} (${editionYear(edition)}): ${translation}`;
}

/** Risk for one scale: "Risk for a large business: medium-high". */
export function riskFact({ scale, levels, offeredToScale }: Risk, language: Language): string {
  const words = kbliWords[language];
  const name = words.scales[scale];
  if (!offeredToScale || levels.length === 0) return words.notOffered(name);
  const said = levels.map((level) => words.levels[level]).join(words.levelsJoin);
  return `${words.risk(name)}: ${said}${levels.length > 1 ? ` (${words.dependsOnScope})` : ''}`;
}

export function availabilityFact(available: boolean | null, language: Language): string {
  const { yes, no, depends } = kbliWords[language].availableToPtPma;
  return available === null ? depends : available ? yes : no;
}

/** Who may own a business of the code: whether a PT PMA can take it, then what the rules say. */
export function ownershipFacts(
  { maxPercent, availableToPtPma, notes, rules }: ChatKbliCodeFragment['foreignOwnership'],
  language: Language,
): string[] {
  const words = kbliWords[language];
  const scopes = rules.flatMap(({ scope, source, asOf }) =>
    scope === null
      ? []
      : [`${words.ruleFor(scope)} (${words.source}: ${source}${asOf === null ? '' : `, ${asOf}`})`],
  );
  return [
    availabilityFact(availableToPtPma, language),
    ...(maxPercent === null ? [] : [words.maxForeign(maxPercent)]),
    ...notes,
    ...new Set(scopes),
  ];
}

export function investmentFact({ amount, exclusive, note }: Minimum, language: Language): string {
  const fact = kbliWords[language].investment(amount.formatted, exclusive);
  return note === null ? fact : `${fact}. ${note}`;
}

export function paidUpFact({ amount, note }: Minimum, language: Language): string {
  const fact = kbliWords[language].paidUpCapital(amount.formatted);
  return note === null ? fact : `${fact}. ${note}`;
}

/** The same code in the other edition, or the codes that took its place. */
export function counterpartFact(
  { successors, predecessors }: Pick<ChatKbliCodeFragment, 'successors' | 'predecessors'>,
  language: Language,
): string | null {
  const others = [...successors, ...predecessors].map(({ kbli }) => kbli);
  const [first] = others;
  if (first === undefined) return null;
  const codes = others.map(({ code, translation }) => `${code}: ${translation}`).join('; ');
  return kbliWords[language].counterpart(editionYear(first.edition), codes);
}

/** A code of the classification as a source: title, who may own it, risk by scale, licences, capital. */
export function kbliSource(kbli: ChatKbliCodeFragment, language: Language): Source {
  const words = kbliWords[language];
  const [section] = kbli.ancestors;
  const large = kbli.risks.find(({ scale }) => scale === 'LARGE');
  const counterpart = counterpartFact(kbli, language);
  const isSubclass = kbli.level === 'SUBCLASS';
  return {
    ref: kbliRef(kbli),
    label: kbliLabel(kbli),
    facts: [
      kbliLabel(kbli),
      `${words.officialTitle}: ${kbli.title}`,
      ...(section === undefined ? [] : [`${words.section} ${section.code}: ${section.translation}`]),
      ...(isSubclass ? ownershipFacts(kbli.foreignOwnership, language) : [words.holds(kbli.subclassCount)]),
      ...kbli.risks.toReversed().map((risk) => riskFact(risk, language)),
      ...(large === undefined || large.licences.length === 0
        ? []
        : [`${words.licences}: ${large.licences.join(', ')}`]),
      ...(kbli.minimumInvestment === null ? [] : [investmentFact(kbli.minimumInvestment, language)]),
      ...(kbli.minimumPaidUpCapital === null ? [] : [paidUpFact(kbli.minimumPaidUpCapital, language)]),
      ...(counterpart === null ? [] : [counterpart]),
      ...(isSubclass ? [] : kbli.children.map(({ code, translation }) => `${code}: ${translation}`)),
    ],
  };
}
