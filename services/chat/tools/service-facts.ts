import type { ChatServiceFragment, OptionPriceFragment } from '../../../schema/generated/operations.ts';
import type { Language } from '../../shared/language.ts';
import { serviceWords } from './service-words.ts';
import type { Source } from './tool.ts';

type Named = Pick<ChatServiceFragment, 'code' | 'name'>;
type Priced = Pick<ChatServiceFragment, 'pricingModel' | 'options'>;

export function serviceRef(code: string): string {
  return `service:${code}`;
}

/** The name with its code, unless the name says the code itself: "Investor KITAS (E28A)", "C1 Tourism visa". */
export function serviceLabel({ code, name }: Named): string {
  const [head = code] = code.split('-');
  return name.includes(head) || name.endsWith(')') ? name : `${name} (${code})`;
}

/** What a price option costs, in one short line. */
export function optionFact(
  { pricingModel }: Pick<Priced, 'pricingModel'>,
  option: OptionPriceFragment,
  language: Language,
): string {
  const words = serviceWords[language];
  const amount = option.price.formatted;
  if (pricingModel === 'STARTING_FROM') return `${words.priceFrom} ${amount}`;
  if (pricingModel === 'PER_UNIT' && option.unit)
    return `${words.price}: ${amount} ${words.per(option.unit)}`;
  if (pricingModel === 'BY_OPTION') return `${option.label}: ${amount}`;
  return `${words.price}: ${amount}`;
}

/** What an extension costs; its label says that it is one. */
export function extensionFact(option: OptionPriceFragment): string {
  return `${option.label}: ${option.price.formatted}`;
}

export function priceFacts(service: Priced, language: Language): string[] {
  if (service.options.length === 0) return [serviceWords[language].onRequest];
  return service.options.map((option) => optionFact(service, option, language));
}

function extensionFacts(extension: ChatServiceFragment['extension'], language: Language): string[] {
  if (!extension) return [];
  const words = serviceWords[language];
  if (!extension.possible) return [words.notExtendable];
  const { prices, addsDays, maxTimes } = extension;
  const limits = [
    ...(addsDays === null ? [] : [words.adds(addsDays)]),
    ...(maxTimes === null ? [] : [words.times(maxTimes)]),
  ];
  const known = [...prices.map(extensionFact), ...limits];
  return known.length > 0 ? known : [words.extendable];
}

/** How long a visa or permit lets its holder stay. */
export function stayFacts(stay: ChatServiceFragment['stay'], language: Language): string[] {
  if (!stay) return [];
  const words = serviceWords[language];
  return [
    ...(stay.initialDays === null ? [] : [words.initialStay(stay.initialDays)]),
    ...(stay.maxTotalDays === null ? [] : [words.longestStay(stay.maxTotalDays)]),
    ...(stay.validityYears.length === 0 ? [] : [words.validity(stay.validityYears)]),
    ...(stay.multipleEntry ? [words.multipleEntry] : []),
  ];
}

/** A service of the price list as a source, the most asked first: prices, extension, stay, time, requirements. */
export function serviceSource(service: ChatServiceFragment, language: Language): Source {
  const words = serviceWords[language];
  const { processingTime, requirements, includes, notes } = service;
  return {
    ref: serviceRef(service.code),
    label: serviceLabel(service),
    facts: [
      ...priceFacts(service, language),
      ...extensionFacts(service.extension, language),
      ...stayFacts(service.stay, language),
      ...(processingTime === null ? [] : [`${words.processingTime}: ${processingTime}`]),
      ...requirements.map((text) => `${words.requirement}: ${text}`),
      ...includes.map((text) => `${words.included}: ${text}`),
      ...notes,
    ],
  };
}
