import type { Edition } from './kbli-tables.ts';

type Activity = {
  /** In the three languages, folded */
  words: string;
  /** First digits of the codes where that is what one does */
  prefixes: readonly string[];
  /** Codes of KBLI 2020 that stand elsewhere in 2025 */
  prefixes2020?: readonly string[];
  /**
   * How much a code of this activity is held back when the query names none: who says "coffee" alone hardly asks
   * for a coffee growers' association.
   */
  heldBack?: number;
};

const activities: readonly Activity[] = [
  {
    words:
      'shop shops store stores boutique retail retailer sell selling sells seller sale sales outlet kiosk ' +
      'toko kios lapak jual jualan menjual penjual pedagang dagang eceran butik gerai ' +
      'negozio negozi bottega vendita vendere vendo rivendita dettaglio venditore venditrice commerciante',
    prefixes: ['47'],
    prefixes2020: ['45103', '45104', '45302', '45403', '45404', '45406'],
  },
  {
    words:
      'wholesale wholesaler distributor distribution supplier import imports importer importing export exports exporter exporting ' +
      'grosir pemasok impor importir mengimpor ekspor eksportir mengekspor ' +
      'ingrosso grossista distributore distribuzione importazione importatore importare esportazione esportatore esportare fornitore',
    prefixes: ['46'],
    prefixes2020: ['45101', '45102', '45301', '45401', '45402', '45405'],
    heldBack: 0.05,
  },
  {
    words:
      'manufacturer manufacturers manufacturing manufacture factory maker makers making make producer production produce plant mill workshop ' +
      'pabrik industri produksi produsen memproduksi pembuatan pembuat membuat pengrajin perajin kerajinan konveksi ' +
      'fabbrica produzione produttore produrre fabbricazione fabbricante artigiano laboratorio opificio',
    prefixes: Array.from({ length: 23 }, (_, at) => String(10 + at)),
    heldBack: 0.03,
  },
  {
    words:
      'rental rentals rent renting hire hiring lease leasing sewa menyewakan penyewaan persewaan noleggio noleggiare affitto affittare nolo affittasi',
    prefixes: ['55', '68', '77'],
  },
  {
    words:
      'repair repairs repairing repairer fix fixing maintenance servicing servis service reparasi perbaikan memperbaiki bengkel ' +
      'riparazione riparazioni riparare riparatore manutenzione officina assistenza',
    prefixes: ['33', '95'],
    prefixes2020: ['452', '45407'],
  },
  {
    words:
      'farm farms farmer farming grower growing cultivation plantation breeder breeding ' +
      'tani petani bertani pertanian kebun perkebunan pekebun budidaya ternak peternak peternakan beternak tambak kolam ' +
      'coltivazione coltivare coltivatore allevamento allevare allevatore piantagione agricoltore',
    prefixes: ['01', '02', '03'],
  },
  {
    words:
      'construction builder builders build contractor contractors kontraktor konstruksi bangun membangun pembangunan pemborong ' +
      'costruzione costruzioni costruire costruttore edile edilizia',
    prefixes: ['41', '42', '43'],
    heldBack: 0.05,
  },
  {
    words:
      'school schools course courses class classes lesson lessons training teacher tutor teaching academy instructor ' +
      'kursus les sekolah pelatihan bimbel guru pelajaran akademi instruktur ' +
      'scuola corso corsi lezioni lezione insegnante maestro accademia istruttore formazione',
    prefixes: ['85'],
    prefixes2020: ['784'],
    heldBack: 0.05,
  },
  {
    words:
      'consultant consultants consultancy consulting advisor advisory konsultan konsultasi konsultansi penasihat consulente consulenza consulenti',
    prefixes: ['62', '66', '69', '70', '71', '74'],
  },
  {
    words:
      'transport transportation trucking freight shipping angkutan angkut transportasi pengangkutan ekspedisi trasporto trasporti autotrasporto',
    prefixes: ['49', '50', '51', '52', '53'],
  },
  {
    words:
      'association union organisation organization federation club asosiasi organisasi perkumpulan serikat paguyuban ormas klub ' +
      'associazione sindacato ordine federazione',
    prefixes: ['94', '9312'],
    heldBack: 0.2,
  },
];

const bitsOfWord = new Map<string, number>();
activities.forEach(({ words }, at) => {
  for (const word of words.split(' ')) bitsOfWord.set(word, (bitsOfWord.get(word) ?? 0) | (1 << at));
});

/** The activities that a word names, one bit each; 0 for a word that names none. */
export function activitiesNamed(word: string): number {
  return bitsOfWord.get(word) ?? 0;
}

export type ActivityOfCode = { bits: number; heldBack: number; heldBackBits: number };

/** The activities that a code belongs to. */
export function activityOfCode(edition: Edition, code: string): ActivityOfCode {
  const result = { bits: 0, heldBack: 0, heldBackBits: 0 };
  activities.forEach(({ prefixes, prefixes2020 = [], heldBack = 0 }, at) => {
    const all = edition === 'KBLI_2020' ? [...prefixes, ...prefixes2020] : prefixes;
    if (!all.some((prefix) => code.startsWith(prefix))) return;
    result.bits |= 1 << at;
    if (heldBack === 0) return;
    result.heldBack = Math.max(result.heldBack, heldBack);
    result.heldBackBits |= 1 << at;
  });
  return result;
}
