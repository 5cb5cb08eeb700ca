import type { LocalisedText } from '../../shared/language.ts';
import { baliDayOf, endOfBaliDay, startOfBaliDay } from '../bali-day.ts';
import { type PriceOption, quotableOptions, type Service } from '../catalogue/catalogue.ts';
import { type Rupiah, sum, times } from '../money.ts';

export const mostLines = 50;
export const largestQuantity = 1_000;

export type QuoteRequestLine = { serviceCode: string; optionKey?: string | null; quantity: number };

export type QuoteLine = {
  serviceCode: string;
  label: LocalisedText;
  /** Null when the price is on request. */
  option: PriceOption | null;
  quantity: number;
  unitPrice: Rupiah | null;
  lineTotal: Rupiah | null;
};

export type PricedLines = {
  lines: QuoteLine[];
  /** Of the lines that have an amount */
  total: Rupiah;
  /** The real price will be higher: a line starts from its amount, or has none. */
  isFloor: boolean;
};

export type Quote = PricedLines & { id: string | null; issuedAt: Date; validUntil: Date };

export const QuoteProblemCode = {
  UNKNOWN_SERVICE: 'UNKNOWN_SERVICE',
  UNKNOWN_OPTION: 'UNKNOWN_OPTION',
  OPTION_REQUIRED: 'OPTION_REQUIRED',
  BAD_QUANTITY: 'BAD_QUANTITY',
} as const;
export type QuoteProblemCode = keyof typeof QuoteProblemCode;

export type QuoteProblem = { lineIndex: number; code: QuoteProblemCode; message: string };
export type QuoteRefusal = { problems: QuoteProblem[] };

type ServiceLookup = (codeOrAlias: string) => Service | null;

/** The one option that a request line means; null when the service has no listed price. */
function chosenOption(
  service: Service,
  optionKey: string | null | undefined,
): { option: PriceOption | null } | { code: QuoteProblemCode; message: string } {
  const keys = quotableOptions(service).map(({ key }) => key);
  if (optionKey != null) {
    const option = quotableOptions(service).find(({ key }) => key === optionKey.trim().toLowerCase());
    if (option) return { option };
    const choices = keys.length > 0 ? `its options are ${keys.join(', ')}` : 'its price is on request';
    return { code: 'UNKNOWN_OPTION', message: `${service.code} has no such option; ${choices}.` };
  }
  if (service.options.length <= 1) return { option: service.options[0] ?? null };
  return { code: 'OPTION_REQUIRED', message: `Choose an option of ${service.code}: ${keys.join(', ')}.` };
}

function labelOf({ name, pricingModel, options }: Service, option: PriceOption | null): LocalisedText {
  const onlyPrice = pricingModel === 'FIXED' && option === options[0];
  if (!option || onlyPrice) return name;
  const { label } = option;
  return { en: `${name.en}: ${label.en}`, id: `${name.id}: ${label.id}`, it: `${name.it}: ${label.it}` };
}

/**
 * Prices request lines from the catalogue.
 * @param lines in any number; each quantity must be from 1 to 1,000. Without an option key the service's only
 *   initial option is meant; options of an extension are named by their key
 * @returns the lines in the order asked, or every problem of every line
 */
export function pricedLines(
  lines: readonly QuoteRequestLine[],
  serviceOf: ServiceLookup,
): PricedLines | QuoteRefusal {
  const problems: QuoteProblem[] = [];
  const priced: QuoteLine[] = [];
  let isFloor = false;
  for (const [lineIndex, { serviceCode, optionKey, quantity }] of lines.entries()) {
    const goodQuantity = Number.isInteger(quantity) && quantity >= 1 && quantity <= largestQuantity;
    if (!goodQuantity) {
      const message = `The quantity must be a whole number from 1 to ${largestQuantity}.`;
      problems.push({ lineIndex, code: 'BAD_QUANTITY', message });
    }
    const service = serviceOf(serviceCode);
    if (!service) {
      const message = `There is no service "${serviceCode.trim().slice(0, 64)}".`;
      problems.push({ lineIndex, code: 'UNKNOWN_SERVICE', message });
      continue;
    }
    const choice = chosenOption(service, optionKey);
    if ('code' in choice) {
      problems.push({ lineIndex, ...choice });
      continue;
    }
    if (!goodQuantity) continue;
    const { option } = choice;
    const unitPrice = option?.amountIdr ?? null;
    isFloor ||= option === null || service.pricingModel === 'STARTING_FROM';
    priced.push({
      serviceCode: service.code,
      label: labelOf(service, option),
      option,
      quantity,
      unitPrice,
      lineTotal: unitPrice === null ? null : times(unitPrice, quantity),
    });
  }
  if (problems.length > 0) return { problems };
  return { lines: priced, total: sum(priced.flatMap(({ lineTotal }) => lineTotal ?? [])), isFloor };
}

/**
 * The last instant at which a quote holds: the end of the issue day plus `validDays`, in Bali time, but never past
 * the price list's next change. A list whose change is overdue gives quotes that hold only at their issue.
 */
export function quoteValidUntil(issuedAt: Date, validDays: number, nextChangeOn: string | null): Date {
  const byAge = endOfBaliDay(baliDayOf(issuedAt), validDays);
  if (nextChangeOn === null) return byAge;
  const byList = startOfBaliDay(nextChangeOn).getTime() - 1;
  return new Date(Math.max(issuedAt.getTime(), Math.min(byAge.getTime(), byList)));
}

/**
 * An itemised quote, not saved yet.
 * @param terms `validDays` from 1; `nextChangeOn` the day the next list takes effect, when it is known
 */
export function quoteOf(
  lines: readonly QuoteRequestLine[],
  serviceOf: ServiceLookup,
  terms: { issuedAt: Date; validDays: number; nextChangeOn: string | null },
): Quote | QuoteRefusal {
  const priced = pricedLines(lines, serviceOf);
  if ('problems' in priced) return priced;
  const { issuedAt, validDays, nextChangeOn } = terms;
  return { ...priced, id: null, issuedAt, validUntil: quoteValidUntil(issuedAt, validDays, nextChangeOn) };
}
