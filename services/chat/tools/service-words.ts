import type { Language } from '../../shared/language.ts';

type Unit = 'person' | 'company' | 'report';

/** How facts on a service are worded, one language each; amounts stand as the price list formats them. */
type ServiceWords = {
  price: string;
  priceFrom: string;
  onRequest: string;
  per: (unit: string) => string;
  notExtendable: string;
  extendable: string;
  adds: (days: number) => string;
  times: (count: number) => string;
  initialStay: (days: number) => string;
  longestStay: (days: number) => string;
  validity: (years: readonly number[]) => string;
  multipleEntry: string;
  processingTime: string;
  requirement: string;
  included: string;
};

const isUnit = (unit: string, units: Record<Unit, string>): unit is Unit => unit in units;

const unitIn =
  (per: string, units: Record<Unit, string>) =>
  (unit: string): string =>
    `${per} ${isUnit(unit, units) ? units[unit] : unit}`;

export const serviceWords: Record<Language, ServiceWords> = {
  EN: {
    price: 'Price',
    priceFrom: 'Price from',
    onRequest: 'Price on request',
    per: unitIn('per', { person: 'person', company: 'company', report: 'report' }),
    notExtendable: 'It cannot be extended',
    extendable: 'It can be extended',
    adds: (days) => `Each extension adds ${days} days`,
    times: (count) => `It can be extended at most ${count === 1 ? 'once' : `${count} times`}`,
    initialStay: (days) => `Stay of ${days} days before any extension`,
    longestStay: (days) => `Longest stay in all ${days} days`,
    validity: (years) => `Valid for ${years.join(' or ')} ${years.at(-1) === 1 ? 'year' : 'years'}`,
    multipleEntry: 'Valid for several entries',
    processingTime: 'Processing time',
    requirement: 'Required',
    included: 'Included',
  },
  ID: {
    price: 'Harga',
    priceFrom: 'Harga mulai dari',
    onRequest: 'Harga berdasarkan permintaan',
    per: unitIn('per', { person: 'orang', company: 'perusahaan', report: 'laporan' }),
    notExtendable: 'Tidak dapat diperpanjang',
    extendable: 'Dapat diperpanjang',
    adds: (days) => `Setiap perpanjangan menambah ${days} hari`,
    times: (count) => `Dapat diperpanjang paling banyak ${count} kali`,
    initialStay: (days) => `Masa tinggal ${days} hari sebelum perpanjangan`,
    longestStay: (days) => `Masa tinggal paling lama ${days} hari`,
    validity: (years) => `Berlaku ${years.join(' atau ')} tahun`,
    multipleEntry: 'Berlaku untuk beberapa kali masuk',
    processingTime: 'Lama proses',
    requirement: 'Syarat',
    included: 'Termasuk',
  },
  IT: {
    price: 'Prezzo',
    priceFrom: 'Prezzo a partire da',
    onRequest: 'Prezzo su richiesta',
    per: unitIn('per', { person: 'persona', company: 'società', report: 'rapporto' }),
    notExtendable: 'Non si può prorogare',
    extendable: 'Si può prorogare',
    adds: (days) => `Ogni proroga aggiunge ${days} giorni`,
    times: (count) => `Si può prorogare al massimo ${count} ${count === 1 ? 'volta' : 'volte'}`,
    initialStay: (days) => `Soggiorno di ${days} giorni prima di ogni proroga`,
    longestStay: (days) => `Soggiorno massimo di ${days} giorni`,
    validity: (years) => `Valido per ${years.join(' o ')} ${years.at(-1) === 1 ? 'anno' : 'anni'}`,
    multipleEntry: 'Valido per più ingressi',
    processingTime: 'Tempi',
    requirement: 'Requisito',
    included: 'Compreso',
  },
};
