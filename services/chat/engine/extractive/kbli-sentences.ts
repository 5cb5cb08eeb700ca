import type { Language } from '../../../shared/language.ts';

type KbliSentences = {
  edition: string;
  is: (named: string, title: string) => string;
  onlyInOther: (code: string, asked: string) => string;
  bestFit: (activity: string, named: string) => string;
  others: string;
  details: string;
  below: string;
  noLicensing: string;
  noRisk: string;
};

/** Titles stand behind a colon or in brackets: they are names and bend to no sentence. */
export const kbliSentences: Record<Language, KbliSentences> = {
  EN: {
    edition: 'edition',
    is: (named, title) => `${named} is: ${title}.`,
    onlyInOther: (code, asked) => `KBLI ${asked} has no code ${code}.`,
    bestFit: (activity, named) => `The best match for “${activity}” is ${named}.`,
    others: 'Also possible, depending on what exactly you do:',
    details: 'Details:',
    below: 'It is a wider group. Below it stand:',
    noLicensing: 'Licensing speaks KBLI 2025: risk and licences stand with the code of that edition.',
    noRisk: 'Our sources hold no risk level of this code for a large business.',
  },
  ID: {
    edition: 'edisi',
    is: (named, title) => `${named}: ${title}.`,
    onlyInOther: (code, asked) => `KBLI ${asked} tidak memuat kode ${code}.`,
    bestFit: (activity, named) => `Yang paling cocok untuk “${activity}” adalah ${named}.`,
    others: 'Mungkin juga, bergantung pada kegiatan persisnya:',
    details: 'Rincian:',
    below: 'Ini kelompok yang lebih luas. Di bawahnya:',
    noLicensing: 'Perizinan memakai KBLI 2025: risiko dan izinnya ada pada kode edisi itu.',
    noRisk: 'Sumber kami tidak memuat tingkat risiko kode ini untuk usaha besar.',
  },
  IT: {
    edition: 'edizione',
    is: (named, title) => `${named} è: ${title}.`,
    onlyInOther: (code, asked) => `La KBLI ${asked} non ha il codice ${code}.`,
    bestFit: (activity, named) => `Il codice più adatto per “${activity}” è ${named}.`,
    others: "Possibili anche, secondo l'attività esatta:",
    details: 'Dettagli:',
    below: 'È un gruppo più ampio. Comprende:',
    noLicensing: 'Le licenze usano la KBLI 2025: rischio e licenze stanno sul codice di quella edizione.',
    noRisk: 'Le nostre fonti non indicano il rischio di questo codice per una grande impresa.',
  },
};
