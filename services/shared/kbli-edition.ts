import { registerEnumType } from './type-graphql.ts';

/** An edition of the Indonesian business classification. The same number can mean different things in the two. */
export enum KbliEdition {
  KBLI_2020 = 'KBLI_2020',
  KBLI_2025 = 'KBLI_2025',
}

registerEnumType(KbliEdition, {
  name: 'KbliEdition',
  description:
    'Edition of the classification. KBLI_2020: BPS Regulation 2/2020. KBLI_2025: BPS Regulation 7/2025 of 18 December 2025, in force.',
  valuesConfig: {
    KBLI_2020: { description: 'The 2020 edition; the investment list (Perpres 10/2021, 49/2021) speaks it.' },
    KBLI_2025: { description: 'The 2025 edition; OSS licensing speaks it.' },
  },
});
