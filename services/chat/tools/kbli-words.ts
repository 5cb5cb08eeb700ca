import type { BusinessScale, OwnershipStatus, RiskLevel } from '../../../schema/generated/operations.ts';
import type { Language } from '../../shared/language.ts';

type KbliWords = {
  officialTitle: string;
  section: string;
  holds: (codes: number) => string;
  availableToPtPma: Record<'yes' | 'no' | 'depends', string>;
  status: Record<OwnershipStatus, string>;
  maxForeign: (percent: number) => string;
  ruleFor: (scope: string) => string;
  risk: (scale: string) => string;
  notOffered: (scale: string) => string;
  scales: Record<BusinessScale, string>;
  levels: Record<RiskLevel, string>;
  levelsJoin: string;
  dependsOnScope: string;
  licences: string;
  investment: (amount: string, exclusive: boolean) => string;
  paidUpCapital: (amount: string) => string;
  source: string;
  counterpart: (edition: string, codes: string) => string;
};

export const kbliWords: Record<Language, KbliWords> = {
  EN: {
    officialTitle: 'Official title',
    section: 'Section',
    holds: (codes) => `Holds ${codes} five-digit codes`,
    availableToPtPma: {
      yes: 'A PT PMA can take this code',
      no: 'A PT PMA cannot take this code',
      depends: 'Whether a PT PMA can take this code depends on the field or place, or is not known',
    },
    status: {
      OPEN: 'open to foreign capital',
      CAPPED: 'foreign share limited',
      CONDITIONAL: 'open on special conditions',
      RESERVED_MSME: 'reserved for small businesses',
      PARTNERSHIP_MSME: 'open with a small local partner',
      DOMESTIC_ONLY: 'only for domestic capital',
      CLOSED: 'closed to all investment',
      PARTLY_RESTRICTED: 'restricted in part or in a region',
      UNKNOWN: 'no ownership rule held, to be checked in OSS',
    },
    maxForeign: (percent) => `Foreign share at most ${percent}%`,
    ruleFor: (scope) => `A rule binds: ${scope}`,
    risk: (scale) => `Risk for a ${scale} business`,
    notOffered: (scale) => `OSS does not offer this code to ${scale} businesses`,
    scales: { MICRO: 'micro', SMALL: 'small', MEDIUM: 'medium', LARGE: 'large' },
    levels: { LOW: 'low', MEDIUM_LOW: 'medium-low', MEDIUM_HIGH: 'medium-high', HIGH: 'high' },
    levelsJoin: ' or ',
    dependsOnScope: 'depending on the scope',
    licences: 'Licences at this risk',
    investment: (amount, exclusive) =>
      `Minimum investment of a PT PMA: ${exclusive ? 'more than' : 'at least'} ${amount}`,
    paidUpCapital: (amount) => `Paid-up capital of a PT PMA: at least ${amount}`,
    source: 'source',
    counterpart: (edition, codes) => `In KBLI ${edition}: ${codes}`,
  },
  ID: {
    officialTitle: 'Judul resmi',
    section: 'Kategori',
    holds: (codes) => `Memuat ${codes} kode lima digit`,
    availableToPtPma: {
      yes: 'PT PMA dapat mengambil kode ini',
      no: 'PT PMA tidak dapat mengambil kode ini',
      depends:
        'Dapat tidaknya PT PMA mengambil kode ini bergantung pada bidang atau lokasi, atau belum diketahui',
    },
    status: {
      OPEN: 'terbuka bagi modal asing',
      CAPPED: 'porsi asing dibatasi',
      CONDITIONAL: 'terbuka dengan persyaratan khusus',
      RESERVED_MSME: 'dialokasikan bagi UMKM',
      PARTNERSHIP_MSME: 'terbuka dengan kemitraan UMKM',
      DOMESTIC_ONLY: 'hanya untuk modal dalam negeri',
      CLOSED: 'tertutup bagi semua penanaman modal',
      PARTLY_RESTRICTED: 'dibatasi sebagian atau di wilayah tertentu',
      UNKNOWN: 'tidak ada aturan kepemilikan yang tersimpan, perlu diperiksa di OSS',
    },
    maxForeign: (percent) => `Porsi asing paling banyak ${percent}%`,
    ruleFor: (scope) => `Aturan mengikat: ${scope}`,
    risk: (scale) => `Risiko untuk usaha ${scale}`,
    notOffered: (scale) => `OSS tidak menyediakan kode ini untuk usaha ${scale}`,
    scales: { MICRO: 'mikro', SMALL: 'kecil', MEDIUM: 'menengah', LARGE: 'besar' },
    levels: { LOW: 'rendah', MEDIUM_LOW: 'menengah rendah', MEDIUM_HIGH: 'menengah tinggi', HIGH: 'tinggi' },
    levelsJoin: ' atau ',
    dependsOnScope: 'bergantung pada ruang lingkup',
    licences: 'Perizinan pada risiko ini',
    investment: (amount, exclusive) =>
      `Investasi minimum PT PMA: ${exclusive ? 'lebih dari' : 'paling sedikit'} ${amount}`,
    paidUpCapital: (amount) => `Modal disetor PT PMA: paling sedikit ${amount}`,
    source: 'sumber',
    counterpart: (edition, codes) => `Dalam KBLI ${edition}: ${codes}`,
  },
  IT: {
    officialTitle: 'Titolo ufficiale',
    section: 'Sezione',
    holds: (codes) => `Comprende ${codes} codici a cinque cifre`,
    availableToPtPma: {
      yes: 'Una PT PMA può usare questo codice',
      no: 'Una PT PMA non può usare questo codice',
      depends: 'Se una PT PMA possa usare questo codice dipende dal settore o dal luogo, oppure non è noto',
    },
    status: {
      OPEN: 'aperto al capitale straniero',
      CAPPED: 'quota straniera limitata',
      CONDITIONAL: 'aperto a condizioni particolari',
      RESERVED_MSME: 'riservato alle piccole imprese',
      PARTNERSHIP_MSME: 'aperto con un piccolo partner locale',
      DOMESTIC_ONLY: 'solo per capitale nazionale',
      CLOSED: 'chiuso a ogni investimento',
      PARTLY_RESTRICTED: 'limitato in parte o in una regione',
      UNKNOWN: 'nessuna norma sulla proprietà disponibile, da verificare in OSS',
    },
    maxForeign: (percent) => `Quota straniera al massimo del ${percent}%`,
    ruleFor: (scope) => `Una norma vincola: ${scope}`,
    risk: (scale) => `Rischio per una ${scale} impresa`,
    notOffered: (scale) => `OSS non offre questo codice a una ${scale} impresa`,
    scales: { MICRO: 'micro', SMALL: 'piccola', MEDIUM: 'media', LARGE: 'grande' },
    levels: { LOW: 'basso', MEDIUM_LOW: 'medio-basso', MEDIUM_HIGH: 'medio-alto', HIGH: 'alto' },
    levelsJoin: ' o ',
    dependsOnScope: "secondo l'ambito",
    licences: 'Licenze per questo rischio',
    investment: (amount, exclusive) =>
      `Investimento minimo di una PT PMA: ${exclusive ? 'più di' : 'almeno'} ${amount}`,
    paidUpCapital: (amount) => `Capitale versato di una PT PMA: almeno ${amount}`,
    source: 'fonte',
    counterpart: (edition, codes) => `Nella KBLI ${edition}: ${codes}`,
  },
};
