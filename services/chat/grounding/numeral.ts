import { Language } from '../../shared/language.ts';

const space = "[ \\u00a0\\u202f'’]";

/** A run of digits with the separators that people put in it. Plain spaces group only from two groups on. */
export const numeralSource = `\\d{1,3}(?:[ ]\\d{3}){2,}(?!\\d)(?:[.,]\\d{1,2}(?!\\d))?|\\d{1,3}(?:[\\u00a0\\u202f'’]\\d{3})+(?!\\d)(?:[.,]\\d{1,2}(?!\\d))?|\\d+(?:[.,]\\d+)*`;

const spaced = new RegExp(`^\\d{1,3}(?:${space}\\d{3})+(?:[.,]\\d+)?$`);

/** Without leading and trailing zeros that say nothing. */
function trimmed(whole: string, fraction: string): string {
  const left = whole.replace(/^0+(?=\d)/, '');
  const right = fraction.replace(/0+$/, '');
  return right === '' ? left : `${left}.${right}`;
}

/** @param places how far to move the point to the right, from 0 */
export function shifted(decimal: string, places: number): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = fraction.padEnd(places, '0');
  return trimmed(whole + digits.slice(0, places), digits.slice(places));
}

/**
 * The value of a numeral as a plain decimal, "1234.5".
 * One separator before exactly three digits is read by the language: a point groups in Indonesian and Italian
 * and is decimal in English, a comma the other way round. Money without a magnitude word always groups: nobody
 * writes a thousandth of a rupiah.
 * @returns null when the separators make no sense ("1.25.000")
 */
export function decimalOf(numeral: string, language: Language, isPlainMoney: boolean): string | null {
  if (spaced.test(numeral)) {
    const [whole = '', fraction = ''] = numeral.split(/[.,]/);
    return trimmed(whole.replace(/\D/g, ''), fraction);
  }
  if (/^\d+$/.test(numeral)) return trimmed(numeral, '');
  if (/^\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?$/.test(numeral) || /^\d{1,3}\.\d{3},\d+$/.test(numeral)) {
    const [whole = '', fraction = ''] = numeral.split(',');
    return trimmed(whole.replaceAll('.', ''), fraction);
  }
  if (/^\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$/.test(numeral) || /^\d{1,3},\d{3}\.\d+$/.test(numeral)) {
    const [whole = '', fraction = ''] = numeral.split('.');
    return trimmed(whole.replaceAll(',', ''), fraction);
  }
  const single = /^(\d+)([.,])(\d+)$/.exec(numeral);
  if (single === null) return null;
  const [, whole = '', separator, fraction = ''] = single;
  const mayGroup = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  const groupsHere = (separator === ',') === (language === Language.EN);
  return mayGroup && (isPlainMoney || groupsHere) ? whole + fraction : trimmed(whole, fraction);
}
