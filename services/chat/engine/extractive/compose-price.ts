import type { OptionPriceFragment } from '../../../../schema/generated/operations.ts';
import type { Language } from '../../../shared/language.ts';
import { extensionFact, optionFact, serviceLabel } from '../../tools/service-facts.ts';
import { serviceWords } from '../../tools/service-words.ts';
import { type Conditions, chosenOptions } from './chosen-option.ts';
import type { Priced } from './find-service.ts';
import { priceSentences } from './price-sentences.ts';
import { citing, item, paragraph, type Statement, sentence } from './statement.ts';

function onePrice(
  { service, source }: Priced,
  option: OptionPriceFragment,
  language: Language,
  isExtension: boolean,
) {
  const says = priceSentences[language];
  const label = serviceLabel(service);
  const price = option.price.formatted;
  const cites = citing(source, price);
  if (isExtension || service.pricingModel === 'BY_OPTION') {
    return paragraph(says.option(label, option.label, price), cites);
  }
  if (service.pricingModel === 'STARTING_FROM') return paragraph(says.from(label, price), cites);
  const unit = option.unit === null ? '' : ` ${serviceWords[language].per(option.unit)}`;
  return paragraph(says.fixed(label, `${price}${unit}`), cites);
}

function listedPrices(
  priced: Priced,
  options: readonly OptionPriceFragment[],
  intro: string,
  language: Language,
  isExtension: boolean,
) {
  return [
    paragraph(intro),
    ...options.map((option) =>
      item(
        `${isExtension ? extensionFact(option) : optionFact(priced.service, option, language)}.`,
        citing(priced.source, option.price.formatted),
      ),
    ),
  ];
}

function extensionWithoutPrice({ service, source }: Priced, language: Language): Statement[] {
  const says = priceSentences[language];
  const label = serviceLabel(service);
  if (!service.extension?.possible) {
    return [paragraph(says.notExtendable(label), citing(source, serviceWords[language].notExtendable))];
  }
  return [paragraph(says.extensionUnpriced(label), citing(source, serviceWords[language].extendable))];
}

/** The price of one service as it was asked for: an option, the extension, or all there is. */
export function priceStatements(priced: Priced, conditions: Conditions, language: Language): Statement[] {
  const says = priceSentences[language];
  const { service, source } = priced;
  const label = serviceLabel(service);
  const isExtension = conditions.extension;
  const { options, met } = chosenOptions(service, conditions);
  if (options.length === 0) {
    return isExtension
      ? extensionWithoutPrice(priced, language)
      : [paragraph(says.onRequest(label), citing(source, serviceWords[language].onRequest))];
  }
  const [only] = options;
  if (met && options.length === 1 && only !== undefined)
    return [onePrice(priced, only, language, isExtension)];
  const wanted = conditions.years !== null || conditions.location !== null;
  const intro = wanted && !met ? says.noSuchOption(label) : says.options(label);
  return listedPrices(priced, options, intro, language, isExtension);
}

/** What to know beside the price: how long it is valid and how long it takes. */
export function besideStatements(
  { service, source }: Priced,
  conditions: Conditions,
  language: Language,
): Statement[] {
  const words = serviceWords[language];
  const years = service.stay?.validityYears ?? [];
  const valid =
    conditions.years === null || conditions.extension || years.length === 0 ? null : words.validity(years);
  const time = conditions.extension ? null : service.processingTime;
  return [
    ...(valid === null
      ? []
      : [
          paragraph(
            `${serviceLabel(service)}: ${valid.charAt(0).toLowerCase()}${valid.slice(1)}.`,
            citing(source, valid),
          ),
        ]),
    ...(time === null
      ? []
      : [
          (valid === null ? paragraph : sentence)(
            priceSentences[language].processing(time),
            citing(source, time),
          ),
        ]),
  ];
}
