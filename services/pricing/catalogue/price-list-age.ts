import type { LocalisedText } from '../../shared/language.ts';
import { baliDayOf } from '../bali-day.ts';

const localeOf = { en: 'en-GB', id: 'id-ID', it: 'it-IT' } as const;

function written(day: string, language: keyof LocalisedText): string {
  const format = new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/**
 * A warning that the list is old, for every place that shows its prices.
 * @param effectiveFrom the day the list took effect, "YYYY-MM-DD"
 * @returns null while the list is not over a year old
 */
export function priceListAgeNotice(effectiveFrom: string, now: Date): LocalisedText | null {
  const [year = '', ...rest] = effectiveFrom.split('-');
  const anniversary = [Number(year) + 1, ...rest].join('-');
  if (baliDayOf(now) <= anniversary) return null;
  return {
    en: `This price list dates from ${written(effectiveFrom, 'en')}, over a year ago. Please confirm a price with us before you rely on it.`,
    id: `Daftar harga ini bertanggal ${written(effectiveFrom, 'id')}, lebih dari satu tahun yang lalu. Mohon pastikan harga kepada kami sebelum menggunakannya.`,
    it: `Questo listino risale al ${written(effectiveFrom, 'it')}, oltre un anno fa. Ti preghiamo di chiederci conferma di un prezzo prima di farvi affidamento.`,
  };
}
