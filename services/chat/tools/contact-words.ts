import type { Language } from '../../shared/language.ts';

/** How the ways to reach the firm are called. */
export const contactWords: Record<Language, { label: string; email: string; hours: string }> = {
  EN: { label: 'How to reach us', email: 'E-mail', hours: 'Office hours' },
  ID: { label: 'Kontak kami', email: 'Surel', hours: 'Jam kantor' },
  IT: { label: 'Contatti', email: 'E-mail', hours: 'Orari' },
};
