import type { Language } from '../../schema/generated/operations.ts';

/** What the price lookup says around its answer. Old clients give no language and hear Italian. */
export const quickPriceTexts: Readonly<
  Record<
    Language,
    {
      nothingAsked: string;
      unknown(term: string): string;
      several(term: string): string;
      suggestion: string;
    }
  >
> = {
  EN: {
    nothingAsked: 'Name the service whose price you want, by code or by name.',
    unknown: (term) => `No service matches "${term}".`,
    several: (term) => `"${term}" fits more than one service: choose one of the candidates.`,
    suggestion: 'Use a code such as C1 or E33G or the full name of the service, or write to us for a quote.',
  },
  ID: {
    nothingAsked: 'Sebutkan layanan yang ingin Anda ketahui harganya, dengan kode atau nama.',
    unknown: (term) => `Tidak ada layanan yang cocok dengan "${term}".`,
    several: (term) => `"${term}" cocok dengan lebih dari satu layanan: pilih salah satu kandidat.`,
    suggestion:
      'Gunakan kode seperti C1 atau E33G atau nama lengkap layanan, atau hubungi kami untuk penawaran.',
  },
  IT: {
    nothingAsked: 'Indica il servizio di cui vuoi sapere il prezzo, con il codice o con il nome.',
    unknown: (term) => `Nessun servizio corrisponde a "${term}".`,
    several: (term) => `"${term}" corrisponde a più servizi: scegli uno dei candidati.`,
    suggestion:
      'Usa un codice come C1 o E33G o il nome completo del servizio, oppure scrivici per un preventivo.',
  },
};

/** Terms that the lookup understands, shown when nothing was asked. */
export const quickPriceExamples = ['C1 Tourism', 'Working KITAS', 'PT PMA Setup', 'NPWP Personal'] as const;
