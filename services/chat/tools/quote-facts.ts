import type { QuoteSummaryFragment } from '../../../schema/generated/operations.ts';
import type { Language } from '../../shared/language.ts';
import { serviceWords } from './service-words.ts';
import type { Source } from './tool.ts';

type AskedLine = { serviceCode: string; optionKey?: string; quantity: number };
type QuoteLine = QuoteSummaryFragment['lines'][number];

const words: Record<Language, { quote: string; each: string; total: string; floor: string }> = {
  EN: {
    quote: 'Quote',
    each: 'each',
    total: 'Total',
    floor: 'The final price will be higher than this total',
  },
  ID: {
    quote: 'Penawaran',
    each: 'masing-masing',
    total: 'Total',
    floor: 'Harga akhir akan lebih tinggi daripada total ini',
  },
  IT: {
    quote: 'Preventivo',
    each: 'ciascuno',
    total: 'Totale',
    floor: 'Il prezzo finale sarà superiore a questo totale',
  },
};

/** A quote has no id until it is saved, so what was asked names it. */
function quoteRef(lines: readonly AskedLine[]): string {
  const named = lines.map(({ serviceCode, optionKey, quantity }) => {
    const option = optionKey === undefined ? '' : `.${optionKey}`;
    return `${serviceCode.toUpperCase()}${option}${quantity === 1 ? '' : `*${quantity}`}`;
  });
  return `quote:${named.join('+')}`;
}

/** One line of a quote: "2 × Investor KITAS (E28A), …: 34.000.000 IDR (17.000.000 IDR each)". */
export function quoteLineFact(
  { label, quantity, unitPrice, lineTotal }: QuoteLine,
  language: Language,
): string {
  const item = quantity === 1 ? label : `${quantity} × ${label}`;
  if (lineTotal === null || unitPrice === null) return `${item}: ${serviceWords[language].onRequest}`;
  const each = quantity === 1 ? '' : ` (${unitPrice.formatted} ${words[language].each})`;
  return `${item}: ${lineTotal.formatted}${each}`;
}

export function quoteTotalFact({ total }: QuoteSummaryFragment, language: Language): string {
  return `${words[language].total}: ${total.formatted}`;
}

export function quoteSource(
  quote: QuoteSummaryFragment,
  asked: readonly AskedLine[],
  language: Language,
): Source {
  return {
    ref: quoteRef(asked),
    label: words[language].quote,
    facts: [
      ...quote.lines.map((line) => quoteLineFact(line, language)),
      quoteTotalFact(quote, language),
      ...(quote.isFloor ? [words[language].floor] : []),
    ],
  };
}
