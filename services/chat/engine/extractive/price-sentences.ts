import type { Language } from '../../../shared/language.ts';

type PriceSentences = {
  fixed: (label: string, price: string) => string;
  from: (label: string, price: string) => string;
  option: (label: string, option: string, price: string) => string;
  onRequest: (label: string) => string;
  options: (label: string) => string;
  notExtendable: (label: string) => string;
  extensionUnpriced: (label: string) => string;
  noSuchOption: (label: string) => string;
  severalFit: string;
  notListed: (text: string) => string;
  processing: (time: string) => string;
  cheaper: (label: string) => string;
  samePrice: string;
  comparison: string;
  list: string;
  quote: string;
  total: (amount: string) => string;
  floor: string;
  quotedApart: (labels: string) => string;
  assumed: (label: string, option: string) => string;
  ourPrice: string;
  and: string;
};

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

export const priceSentences: Record<Language, PriceSentences> = {
  EN: {
    fixed: (label, price) => `${label} costs ${price}.`,
    from: (label, price) =>
      `The price of ${label} starts from ${price}; the final price depends on the case.`,
    option: (label, option, price) => `For ${label}, ${lowered(option)}, the price is ${price}.`,
    onRequest: (label) => `${label} has no listed price: our team quotes it for each case.`,
    options: (label) => `${label} has these prices:`,
    notExtendable: (label) => `${label} cannot be extended.`,
    extensionUnpriced: (label) =>
      `${label} can be extended, but the price list names no price for the extension.`,
    noSuchOption: (label) => `The price list has no such option for ${label}. It lists:`,
    severalFit: 'Several services fit your question:',
    notListed: (text) => `I did not find “${text}” in the price list.`,
    processing: (time) => `Processing time: ${time}.`,
    cheaper: (label) => `The cheapest of them is ${label}.`,
    samePrice: 'They cost the same.',
    comparison: 'Here they are side by side:',
    list: 'From the price list:',
    quote: 'Priced together:',
    total: (amount) => `The total is ${amount}.`,
    floor: 'This is a lower limit: the final price depends on the case.',
    quotedApart: (labels) => `Not in the total, because our team quotes it for each case: ${labels}.`,
    assumed: (label, option) =>
      `For ${label} I counted “${option}”; tell me if another option applies to you.`,
    ourPrice: 'From our price list:',
    and: ' and ',
  },
  ID: {
    fixed: (label, price) => `Harga ${label} adalah ${price}.`,
    from: (label, price) => `Harga ${label} mulai dari ${price}; harga akhirnya bergantung pada kasusnya.`,
    option: (label, option, price) => `Untuk ${label}, ${lowered(option)}, harganya ${price}.`,
    onRequest: (label) => `${label} tidak memiliki harga tetap: tim kami menghitungnya untuk setiap kasus.`,
    options: (label) => `Harga ${label}:`,
    notExtendable: (label) => `${label} tidak dapat diperpanjang.`,
    extensionUnpriced: (label) =>
      `${label} dapat diperpanjang, tetapi daftar harga tidak mencantumkan harga perpanjangannya.`,
    noSuchOption: (label) => `Daftar harga tidak memuat pilihan itu untuk ${label}. Yang tercantum:`,
    severalFit: 'Ada beberapa layanan yang sesuai dengan pertanyaan Anda:',
    notListed: (text) => `Saya tidak menemukan “${text}” dalam daftar harga.`,
    processing: (time) => `Lama proses: ${time}.`,
    cheaper: (label) => `Yang paling murah adalah ${label}.`,
    samePrice: 'Harganya sama.',
    comparison: 'Perbandingannya:',
    list: 'Dari daftar harga:',
    quote: 'Dihitung bersama:',
    total: (amount) => `Totalnya ${amount}.`,
    floor: 'Ini batas bawah: harga akhirnya bergantung pada kasusnya.',
    quotedApart: (labels) =>
      `Belum termasuk dalam total, karena tim kami menghitungnya untuk setiap kasus: ${labels}.`,
    assumed: (label, option) =>
      `Untuk ${label} saya menghitung “${option}”; beri tahu saya bila pilihan lain yang berlaku bagi Anda.`,
    ourPrice: 'Dari daftar harga kami:',
    and: ' dan ',
  },
  IT: {
    fixed: (label, price) => `${label} costa ${price}.`,
    from: (label, price) => `Il prezzo di ${label} parte da ${price}; il prezzo finale dipende dal caso.`,
    option: (label, option, price) => `Per ${label}, ${lowered(option)}, il prezzo è ${price}.`,
    onRequest: (label) =>
      `${label} non ha un prezzo di listino: il nostro team fa un preventivo per ogni caso.`,
    options: (label) => `${label} ha questi prezzi:`,
    notExtendable: (label) => `${label} non si può prorogare.`,
    extensionUnpriced: (label) =>
      `${label} si può prorogare, ma il listino non indica il prezzo della proroga.`,
    noSuchOption: (label) => `Il listino non prevede questa opzione per ${label}. Indica:`,
    severalFit: 'Più servizi corrispondono alla tua domanda:',
    notListed: (text) => `Non ho trovato “${text}” nel listino.`,
    processing: (time) => `Tempi: ${time}.`,
    cheaper: (label) => `Il più economico è ${label}.`,
    samePrice: 'Costano lo stesso.',
    comparison: 'Ecco il confronto:',
    list: 'Dal listino:',
    quote: 'Calcolati insieme:',
    total: (amount) => `Il totale è ${amount}.`,
    floor: 'È un importo minimo: il prezzo finale dipende dal caso.',
    quotedApart: (labels) =>
      `Non compreso nel totale, perché il nostro team fa un preventivo per ogni caso: ${labels}.`,
    assumed: (label, option) =>
      `Per ${label} ho calcolato “${option}”; dimmi se per te vale un'altra opzione.`,
    ourPrice: 'Dal nostro listino:',
    and: ' e ',
  },
};
