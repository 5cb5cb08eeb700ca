import type { OptionPriceFragment } from '../../../../schema/generated/operations.ts';
import type { Language } from '../../../shared/language.ts';
import type { QuoteLineInput, QuoteResult } from '../../tools/get-quote.ts';
import { quoteLineFact, quoteTotalFact } from '../../tools/quote-facts.ts';
import { serviceLabel } from '../../tools/service-facts.ts';
import type { Source } from '../../tools/tool.ts';
import { chosenOptions } from './chosen-option.ts';
import type { Item } from './entities.ts';
import type { Priced } from './find-service.ts';
import type { Reading } from './intent.ts';
import { priceSentences } from './price-sentences.ts';
import { citing, item, paragraph, type Statement, sentence } from './statement.ts';

export type Wanted = { item: Item; priced: Priced };
type Chosen = { line: QuoteLineInput; assumed: OptionPriceFragment | null; priced: Priced };

/** The option of each thing; the first that fits stands where the question leaves a choice. */
export function quoteLines(wanted: readonly Wanted[], { years, location }: Reading): Chosen[] {
  return wanted.map(({ item: { quantity, ...own }, priced }) => {
    const conditions = {
      years: own.years ?? years,
      location: own.location ?? location,
      extension: own.extension,
    };
    const { options, met } = chosenOptions(priced.service, conditions);
    const [option] = options;
    const { code } = priced.service;
    const line =
      option === undefined
        ? { serviceCode: code, quantity }
        : { serviceCode: code, optionKey: option.key, quantity };
    return { line, assumed: option !== undefined && (options.length > 1 || !met) ? option : null, priced };
  });
}

/** The lines of a quote, its total, what it does not hold, and which options were taken for granted. */
export function quoteStatements(
  quote: NonNullable<QuoteResult['quote']>,
  source: Source,
  chosen: readonly Chosen[],
  language: Language,
): Statement[] {
  const says = priceSentences[language];
  const apart = quote.onRequest.map((service) => serviceLabel(service)).join(', ');
  const assumed = chosen.flatMap(({ assumed: option, priced }) =>
    option === null ? [] : [says.assumed(serviceLabel(priced.service), option.label)],
  );
  return [
    paragraph(says.quote),
    ...quote.lines.map((line) => {
      const fact = quoteLineFact(line, language);
      return item(`${fact}.`, citing(source, fact));
    }),
    paragraph(says.total(quote.total.formatted), citing(source, quoteTotalFact(quote, language))),
    ...(quote.isFloor ? [sentence(says.floor)] : []),
    ...(apart === '' ? [] : [sentence(says.quotedApart(apart))]),
    ...assumed.map((text, at) => (at === 0 ? paragraph(text) : sentence(text))),
  ];
}
