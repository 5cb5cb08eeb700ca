import type { Language } from '../../../shared/language.ts';
import { priceFacts, serviceLabel, stayFacts } from '../../tools/service-facts.ts';
import { serviceWords } from '../../tools/service-words.ts';
import type { Source } from '../../tools/tool.ts';
import type { Conditions } from './chosen-option.ts';
import { priceStatements } from './compose-price.ts';
import type { Priced } from './find-service.ts';
import { priceSentences } from './price-sentences.ts';
import type { Aspect } from './question-words.ts';
import { citing, item, paragraph, type Statement } from './statement.ts';

/** Several services, one line each with their prices. */
export function listStatements(sources: readonly Source[], intro: string): Statement[] {
  return [
    paragraph(intro),
    ...sources.map((source) =>
      item(
        `${source.label}: ${source.facts.map((fact) => fact.replace(/\.$/, '')).join('; ')}.`,
        citing(source, ''),
      ),
    ),
  ];
}

const priceSource = ({ service, source }: Priced, language: Language): Source => ({
  ...source,
  facts: priceFacts(service, language),
});

/** Services that may all be meant: what was asked of each, or one line each when only the price was. */
export function alikeStatements(
  alike: readonly Priced[],
  conditions: Conditions,
  language: Language,
): Statement[] {
  const intro = priceSentences[language].severalFit;
  const { years, location, extension } = conditions;
  if (years === null && location === null && !extension) {
    return listStatements(
      alike.map((priced) => priceSource(priced, language)),
      intro,
    );
  }
  return [paragraph(intro), ...alike.flatMap((priced) => priceStatements(priced, conditions, language))];
}

/** The price of a service that is not what the question asks for, in one line. */
export function priceLine(priced: Priced, language: Language): Statement[] {
  return listStatements([priceSource(priced, language)], priceSentences[language].ourPrice);
}

/** What the price list says of how long a service takes or lasts and what it requires, as far as that was asked. */
export function aspectStatements(
  { service, source }: Priced,
  aspects: readonly Aspect[],
  language: Language,
): Statement[] {
  const words = serviceWords[language];
  const label = serviceLabel(service);
  const startsWith = (...starts: string[]) =>
    source.facts.filter((fact) => starts.some((start) => fact.startsWith(start)));
  const asked = [
    ...(aspects.includes('TIME') ? startsWith(words.processingTime) : []),
    ...(aspects.includes('STAY') ? stayFacts(service.stay, language) : []),
    ...(aspects.includes('REQUIREMENTS') ? startsWith(words.requirement) : []),
  ];
  if (asked.length === 0) return [];
  return [
    paragraph(`${label}:`),
    ...asked.map((fact) => item(fact.endsWith('.') ? fact : `${fact}.`, citing(source, fact))),
  ];
}
