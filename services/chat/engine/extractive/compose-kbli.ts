import type { ChatKbliCodeFragment } from '../../../../schema/generated/operations.ts';
import type { Language } from '../../../shared/language.ts';
import {
  counterpartFact,
  editionYear,
  investmentFact,
  ownershipFacts,
  paidUpFact,
  riskFact,
} from '../../tools/kbli-facts.ts';
import { kbliWords } from '../../tools/kbli-words.ts';
import type { FoundKbli } from '../../tools/search-kbli.ts';
import type { Source } from '../../tools/tool.ts';
import { kbliSentences } from './kbli-sentences.ts';
import type { Aspect } from './question-words.ts';
import { citing, item, paragraph, type Statement } from './statement.ts';

const mostBelow = 10;

const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

type KbliAspect = 'OWNERSHIP' | 'RISK' | 'CAPITAL';

/** What is known of a code by what may be asked of it. */
function factsOf(kbli: ChatKbliCodeFragment, language: Language): Record<KbliAspect, string[]> {
  const { foreignOwnership, risks, minimumInvestment, minimumPaidUpCapital } = kbli;
  const large = risks.find(({ scale }) => scale === 'LARGE');
  const licences = large?.licences ?? [];
  // Licensing speaks KBLI 2025: of a 2020 code nobody holds a risk, which is said elsewhere
  const unknownRisk = kbli.edition === 'KBLI_2025' ? [kbliSentences[language].noRisk] : [];
  return {
    OWNERSHIP: ownershipFacts(foreignOwnership, language),
    RISK: [
      ...(large === undefined ? unknownRisk : [riskFact(large, language)]),
      ...(licences.length === 0 ? [] : [`${kbliWords[language].licences}: ${licences.join(', ')}`]),
    ],
    CAPITAL: [
      ...(minimumInvestment === null ? [] : [investmentFact(minimumInvestment, language)]),
      ...(minimumPaidUpCapital === null ? [] : [paidUpFact(minimumPaidUpCapital, language)]),
    ],
  };
}

function isKbliAspect(aspect: Aspect): aspect is KbliAspect {
  return aspect === 'OWNERSHIP' || aspect === 'RISK' || aspect === 'CAPITAL';
}

type Told = { items: string[]; details: string[] };

/** Whether a PT PMA can take a code and what binds it: its share, a rule with a scope, else the first note. */
function ownershipInShort(ownership: ChatKbliCodeFragment['foreignOwnership'], language: Language): string[] {
  const { maxPercent, availableToPtPma, notes, rules } = ownership;
  const scoped = availableToPtPma === false ? [] : rules.filter(({ scope }) => scope !== null).slice(0, 1);
  const isBound = maxPercent !== null || scoped.length > 0;
  return ownershipFacts({ ...ownership, rules: scoped, notes: isBound ? [] : notes.slice(0, 1) }, language);
}

/** Risk and licences, ownership in short, capital; then the rest. Of what was asked for, everything at once. */
function told(kbli: ChatKbliCodeFragment, aspects: readonly Aspect[], language: Language): Told {
  const facts = factsOf(kbli, language);
  const asked = aspects.filter(isKbliAspect).flatMap((aspect) => facts[aspect]);
  if (asked.length > 0) return { items: asked, details: [] };
  const short = ownershipInShort(kbli.foreignOwnership, language);
  const details = facts.OWNERSHIP.filter((fact) => !short.includes(fact));
  // That OSS does not offer it to large businesses is why a PT PMA cannot take it, and said there
  const barred = kbli.foreignOwnership.availableToPtPma === false;
  const items = barred ? [...short, ...facts.CAPITAL] : [...facts.RISK, ...short, ...facts.CAPITAL];
  return { items, details };
}

/** Code and edition with its title, the official one behind it where that is another. */
function named({ code, edition, translation, title }: FoundKbli['kbli'], language: Language) {
  const name = `KBLI ${code} (${kbliSentences[language].edition} ${editionYear(edition)})`;
  return { name, title: translation === title ? title : `${translation} (${title})` };
}

/** @param activity what was searched for; null when the code was asked for by itself */
function headOf(kbli: ChatKbliCodeFragment, source: Source, activity: string | null, language: Language) {
  const says = kbliSentences[language];
  const { name, title } = named(kbli, language);
  const text = activity === null ? says.is(name, title) : says.bestFit(activity, `**${name}**: ${title}`);
  return paragraph(text, citing(source, kbli.title));
}

/** One code: its title, a line for each thing that decides, then the details. */
export function kbliStatements(
  kbli: ChatKbliCodeFragment,
  source: Source,
  about: { aspects: readonly Aspect[]; activity: string | null },
  language: Language,
): Statement[] {
  const says = kbliSentences[language];
  const head = headOf(kbli, source, about.activity, language);
  if (kbli.level !== 'SUBCLASS') {
    const below = kbli.children.slice(0, mostBelow).map(({ code, translation }) => `${code}: ${translation}`);
    return [head, paragraph(says.below), ...below.map((text) => item(`${text}.`, citing(source, text)))];
  }
  const { items, details } = told(kbli, about.aspects, language);
  const counterpart =
    about.aspects.some(isKbliAspect) && kbli.edition === 'KBLI_2025' ? null : counterpartFact(kbli, language);
  const more = [...details, ...(counterpart === null ? [] : [counterpart])];
  const line = (fact: string) => item(ended(fact), citing(source, fact));
  return [
    head,
    ...items.map(line),
    ...(kbli.edition === 'KBLI_2020' && kbli.risks.length === 0 ? [paragraph(says.noLicensing)] : []),
    ...(more.length === 0 ? [] : [paragraph(says.details), ...more.map(line)]),
  ];
}

/** The codes found beside the best, one line each with what decides between them. */
export function otherMatches(
  matches: readonly FoundKbli[],
  sources: readonly Source[],
  language: Language,
): Statement[] {
  if (matches.length === 0) return [];
  const words = kbliWords[language];
  const lines = matches.map(({ kbli }, at) => {
    const source = sources[at];
    const text = `${kbli.code}: ${kbli.translation} (${words.status[kbli.foreignOwnership.status]}).`;
    return item(text, source === undefined ? null : citing(source, kbli.translation));
  });
  return [paragraph(kbliSentences[language].others), ...lines];
}
