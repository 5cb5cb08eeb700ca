import type { Language } from '../../shared/language.ts';
import { coverMarkers, kbliCodesIn, lawsIn, phonesIn, serviceCodesIn } from './codes.ts';
import { datesIn } from './dates.ts';
import { type Figure, type Masked, type ServiceCodes, withPlainDigits } from './figure.ts';
import { quantitiesIn } from './quantities.ts';

/**
 * Everything in a text that a source must hold before it is said: amounts, codes, dates, telephone numbers, laws,
 * durations, other numbers. Each recogniser takes what it understands out of the text of the next, the most telling
 * shapes first, so that no digit counts twice.
 * @param language of the text; decides what one separator before three digits means and which number words count
 * @param codes the catalogue's codes and aliases
 * @returns in order, without overlaps; empty when the text states none
 */
export function figuresIn(text: string, language: Language, codes: ServiceCodes): Figure[] {
  const masked: Masked = { text: withPlainDigits(text) };
  const hasDigit = /\d/.test(masked.text);
  const phones = hasDigit ? phonesIn(masked) : [];
  if (hasDigit) coverMarkers(masked);
  const laws = hasDigit ? lawsIn(masked) : [];
  const dates = datesIn(masked);
  const services = serviceCodesIn(masked, codes);
  const kbli = kbliCodesIn(masked);
  const quantities = quantitiesIn(masked, language);
  return [...phones, ...laws, ...dates, ...services, ...kbli, ...quantities].sort(
    (a, b) => a.start - b.start,
  );
}
