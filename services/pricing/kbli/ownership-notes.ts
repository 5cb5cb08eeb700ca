import type { LocalisedText } from '../../shared/language.ts';

/** One sentence for what each status means to a foreign investor. */
export const statusNotes = {
  OPEN: {
    en: 'Listed as a priority field: open to all investors, with incentives on conditions. A law of the sector may still ask for more.',
    id: 'Tercantum sebagai bidang usaha prioritas: terbuka bagi semua penanam modal, dengan insentif bersyarat. Undang-undang sektor masih dapat menambah syarat.',
    it: 'Indicato come settore prioritario: aperto a tutti gli investitori, con incentivi a determinate condizioni. Una legge di settore può comunque chiedere di più.',
  },
  CAPPED: {
    en: 'Foreign capital may hold no more than the stated share.',
    id: 'Modal asing dibatasi sampai persentase yang disebutkan.',
    it: 'Il capitale straniero non può superare la quota indicata.',
  },
  CONDITIONAL: {
    en: 'Open to foreign capital on special conditions.',
    id: 'Terbuka bagi modal asing dengan persyaratan khusus.',
    it: 'Aperto al capitale straniero a condizioni particolari.',
  },
  RESERVED_MSME: {
    en: 'Reserved for cooperatives and micro, small and medium businesses: a PT PMA cannot take this code.',
    id: 'Dialokasikan bagi koperasi dan UMKM: PT PMA tidak dapat mengambil kode ini.',
    it: 'Riservato a cooperative e micro, piccole e medie imprese: una PT PMA non può usare questo codice.',
  },
  PARTNERSHIP_MSME: {
    en: 'Open to foreign capital, with a duty to work in partnership with cooperatives or MSMEs.',
    id: 'Terbuka bagi modal asing dengan kewajiban bermitra dengan koperasi atau UMKM.',
    it: "Aperto al capitale straniero, con l'obbligo di un partenariato con cooperative o MPMI.",
  },
  DOMESTIC_ONLY: {
    en: 'Only for domestic capital: a PT PMA cannot take this code.',
    id: 'Hanya untuk modal dalam negeri: PT PMA tidak dapat mengambil kode ini.',
    it: 'Solo per capitale nazionale: una PT PMA non può usare questo codice.',
  },
  CLOSED: {
    en: 'Closed to all investment, domestic and foreign.',
    id: 'Tertutup bagi semua penanaman modal, dalam negeri maupun asing.',
    it: 'Chiuso a ogni investimento, nazionale e straniero.',
  },
  PARTLY_RESTRICTED: {
    en: 'A rule binds a named field, a region or a part of this code, not all of it: read the rules below.',
    id: 'Ada aturan yang mengikat bidang tertentu, wilayah, atau sebagian dari kode ini, bukan seluruhnya: baca aturannya.',
    it: 'Una norma vincola un campo, una regione o una parte di questo codice, non tutto: si leggano le regole.',
  },
  UNKNOWN: {
    en: 'No rule on this code is held. That does not mean it is open: check in OSS before deciding.',
    id: 'Tidak ada aturan yang tersimpan untuk kode ini. Itu tidak berarti terbuka: periksa di OSS sebelum memutuskan.',
    it: 'Non abbiamo norme su questo codice. Non significa che sia aperto: verificare in OSS prima di decidere.',
  },
} as const satisfies Record<string, LocalisedText>;

/** Further sentences, each for one situation. */
export const ownershipNotes = {
  subclassesOnly: {
    en: 'Ownership rules are laid down for five-digit codes: ask for one of those below this code.',
    id: 'Aturan kepemilikan berlaku untuk kode lima digit: tanyakan salah satu kode di bawah kode ini.',
    it: 'Le norme sulla proprietà valgono per i codici a cinque cifre: chiedere uno di quelli sotto questo codice.',
  },
  largeNotOffered: {
    en: 'OSS does not offer this code to large businesses, and a PT PMA is one by law (BKPM Regulation 5/2025): it cannot take this code.',
    id: 'OSS tidak menyediakan kode ini untuk usaha besar, sedangkan PT PMA termasuk usaha besar (Peraturan BKPM 5/2025): PT PMA tidak dapat mengambil kode ini.',
    it: 'OSS non offre questo codice alle grandi imprese, e una PT PMA lo è per legge (Regolamento BKPM 5/2025): non può usare questo codice.',
  },
  closedInBali: {
    en: 'In Bali OSS has refused new PT PMA licences for this field since May 2026. Reported by the province, not seen in a formal text: check again.',
    id: 'Di Bali, OSS menolak izin baru PT PMA untuk bidang ini sejak Mei 2026. Berdasarkan rilis provinsi, bukan naskah resmi: periksa kembali.',
    it: 'A Bali OSS rifiuta da maggio 2026 nuove licenze PT PMA per questo campo. Notizia della provincia, non di un testo formale: ricontrollare.',
  },
  narrowed: {
    en: 'The rule was written for a KBLI 2020 code that was split or merged, so it may bind only a part of this code.',
    id: 'Aturan ini ditulis untuk kode KBLI 2020 yang dipecah atau digabung, sehingga mungkin hanya mengikat sebagian kode ini.',
    it: 'La norma fu scritta per un codice KBLI 2020 diviso o unito ad altri: può vincolare solo una parte di questo codice.',
  },
  inferred: {
    en: 'The investment list speaks KBLI 2020; its rules are carried to this code over the BPS conversion table, which has no legal force.',
    id: 'Daftar penanaman modal memakai KBLI 2020; aturannya dialihkan ke kode ini lewat tabel konversi BPS yang tidak berkekuatan hukum.',
    it: "L'elenco degli investimenti usa la KBLI 2020; le sue norme sono riportate su questo codice con la tabella di conversione BPS, priva di valore legale.",
  },
} as const satisfies Record<string, LocalisedText>;
