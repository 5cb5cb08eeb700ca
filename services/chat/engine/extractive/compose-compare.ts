import type { Language } from '../../../shared/language.ts';
import { serviceLabel } from '../../tools/service-facts.ts';
import { type Conditions, chosenOptions } from './chosen-option.ts';
import type { Priced } from './find-service.ts';
import { priceSentences } from './price-sentences.ts';
import { citing, item, paragraph, type Statement } from './statement.ts';

/** Prices, extension, stay and what it covers; notes behind them repeat these. */
const mostFacts = 7;

const withoutStop = (fact: string) => fact.replace(/\.$/, '');

/** The lowest amount that fits the conditions; null when the service has no listed price. */
function lowest({ service }: Priced, conditions: Conditions): number | null {
  const amounts = chosenOptions(service, conditions).options.map(({ price }) => price.amount);
  return amounts.length === 0 ? null : Math.min(...amounts);
}

function cheapest(compared: readonly Priced[], conditions: Conditions, language: Language): Statement[] {
  const says = priceSentences[language];
  const known = compared.flatMap((priced) => {
    const amount = lowest(priced, conditions);
    return amount === null ? [] : [{ priced, amount }];
  });
  if (known.length < 2 || known.length < compared.length) return [];
  const least = Math.min(...known.map(({ amount }) => amount));
  const winners = known.filter(({ amount }) => amount === least);
  const [winner] = winners;
  if (winner === undefined) return [];
  if (winners.length === known.length) return [paragraph(says.samePrice)];
  const labels = winners.map(({ priced }) => serviceLabel(priced.service)).join(says.and);
  return [paragraph(says.cheaper(labels), citing(winner.priced.source, ''))];
}

/** Two or more services side by side: what the price list says of each, then which costs least. */
export function compareStatements(
  compared: readonly Priced[],
  conditions: Conditions,
  language: Language,
): Statement[] {
  const says = priceSentences[language];
  return [
    paragraph(says.comparison),
    ...compared.map(({ source }) =>
      item(
        `**${source.label}**: ${source.facts.slice(0, mostFacts).map(withoutStop).join('; ')}.`,
        citing(source, ''),
      ),
    ),
    ...cheapest(compared, conditions, language),
  ];
}
