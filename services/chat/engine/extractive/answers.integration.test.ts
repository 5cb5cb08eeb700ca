import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Language } from '../../../shared/language.ts';
import { type Conversing, openConversing } from './answers.fixture.ts';

let conversing: Conversing;
beforeAll(async () => {
  conversing = await openConversing();
}, 60_000);
afterAll(() => conversing?.close());

const { EN, ID, IT } = Language;

type Expected = {
  language: Language;
  /** What must be in, in this order. */
  says: readonly string[];
  /** What an answer of this kind must not speak of. */
  not?: readonly string[];
  cites: readonly string[];
};

/** References of what is cited: a passage by its article. */
function citedBy({ citations }: Awaited<ReturnType<Conversing['answerTo']>>): string[] {
  return citations.map(({ sourceRef, passage }) => passage?.documentId ?? sourceRef);
}

async function expectAnswer(questions: readonly string[], { language, says, not = [], cites }: Expected) {
  const read = await conversing.answerTo(...questions);

  expect(read.language).toBe(language);
  let from = 0;
  for (const fact of says) {
    expect(read.text.slice(from)).toContain(fact);
    from = read.text.indexOf(fact, from) + fact.length;
  }
  for (const other of not) expect(read.text).not.toContain(other);
  expect(citedBy(read)).toEqual(expect.arrayContaining([...cites]));
  expect(read.claims.filter(({ supported }) => !supported)).toEqual([]);
  expect(read.text).not.toContain('…');
}

describe('an answer on prices', () => {
  it.each<[string, Expected]>([
    ['How much is the C1 visa?', { language: EN, says: ['2.300.000 IDR. [1]'], cites: ['service:C1'] }],
    [
      'berapa harga KITAS investor?',
      { language: ID, says: ['17.000.000 IDR', '19.000.000 IDR', '30-45 hari'], cites: ['service:E28A'] },
    ],
    [
      "Quanto costa il visto per nomadi digitali dall'estero?",
      { language: IT, says: ['12.500.000 IDR'], not: ['14.000.000'], cites: ['service:E33G'] },
    ],
    [
      'berapa total untuk PT PMA, NPWP pribadi dan 3 KITAS investor?',
      {
        language: ID,
        says: ['20.000.000', '1.000.000', '51.000.000', 'Totalnya 72.000.000 IDR'],
        cites: ['quote:PMA-SETUP.from+NPWP-PERSONAL.per-person+E28A.offshore*3'],
      },
    ],
    [
      'What is the difference between C1 and C2?',
      {
        language: EN,
        says: ['2.300.000', 'Covers tourism', '3.600.000', 'cheapest of them is C1'],
        not: ['..', '.;'],
        cites: ['service:C1', 'service:C2'],
      },
    ],
    [
      'C1 visa and a C1 tourist visa price',
      { language: EN, says: ['2.300.000 IDR'], not: ['2.300.000 IDR. [1]\n\nC1'], cites: ['service:C1'] },
    ],
  ])('"%s"', (question, expected) => expectAnswer([question], expected));
});

describe('an answer on a code of the classification', () => {
  it.each<[string, Expected]>([
    [
      'Which KBLI code for a coffee shop?',
      {
        language: EN,
        says: ['**KBLI 56303 (edition 2025)**', 'Risk', 'Licences', 'PT PMA can take', 'capital', 'Details:'],
        cites: ['kbli:2025:56303'],
      },
    ],
    [
      'kode KBLI untuk villa',
      {
        language: ID,
        says: ['KBLI 55203', 'PT PMA tidak dapat mengambil kode ini', 'Rincian:', '55193'],
        cites: ['kbli:2025:55203'],
      },
    ],
    [
      'KBLI 62019 2020',
      { language: ID, says: ['KBLI 62019 (edisi 2020)', '62199'], cites: ['kbli:2020:62019'] },
    ],
  ])('"%s" leads with the code', (question, expected) => expectAnswer([question], expected));
});

describe('an answer on a procedure or rule', () => {
  it.each<[string, Expected]>([
    [
      'How do I open a PT PMA?',
      {
        language: EN,
        says: ['First come the checks', 'notary deed', '20.000.000 IDR'],
        not: ['apartment hotel'],
        cites: ['pt-pma-setup', 'service:PMA-SETUP'],
      },
    ],
    [
      'bagaimana cara mendirikan PT PMA?',
      { language: ID, says: ['akta notaris', '20.000.000 IDR'], cites: ['pt-pma-setup'] },
    ],
    [
      'come si apre una PT PMA?',
      { language: IT, says: ["l'atto notarile", '20.000.000 IDR'], cites: ['pt-pma-setup'] },
    ],
    [
      'requirements for the retirement visa',
      {
        language: EN,
        says: ['Age 55', 'bank statement with USD 2,000', '14.000.000 IDR'],
        cites: ['service:E33F', 'retirement-e33f'],
      },
    ],
    [
      'requisiti per il visto pensionati',
      { language: IT, says: ['55 anni', '2.000 USD'], not: ['KKPR'], cites: ['retirement-e33f'] },
    ],
    ['What documents do I need for C1?', { language: EN, says: ['USD 2,000'], cites: ['visit-visas-c1-c2'] }],
    [
      'denda overstay per hari berapa?',
      { language: ID, says: ['Rp 1.000.000 per hari'], cites: ['overstay-and-sanctions'] },
    ],
    [
      'multa per overstay',
      { language: IT, says: ['1.000.000 IDR al giorno'], cites: ['overstay-and-sanctions'] },
    ],
    [
      'What happens if I overstay by two weeks?',
      { language: EN, says: ['IDR 1,000,000 per day'], cites: ['overstay-and-sanctions'] },
    ],
    [
      'what is the corporate tax rate',
      { language: EN, says: ['22 %'], cites: ['corporate-income-tax-annual'] },
    ],
    ['berapa tarif PPN?', { language: ID, says: ['PPN', '11 %'], cites: ['monthly-taxes'] }],
    [
      'when is the LKPM report due',
      { language: EN, says: ['by the 15th of April'], cites: ['lkpm-investment-report'] },
    ],
    [
      'difference between KBLI 2020 and 2025',
      { language: EN, says: ['1,559', 'KBLI 2020 had 1,789'], cites: ['kbli-codes-2020-and-2025'] },
    ],
  ])('"%s"', (question, expected) => expectAnswer([question], expected));
});

describe('an answer within a conversation', () => {
  it.each<[string[], Expected]>([
    [
      ['What is the price of a one-year spouse visa from abroad?', 'and for two years?'],
      { language: EN, says: ['15.000.000 IDR'], cites: ['service:E31A'] },
    ],
    [
      ['How much is the C1 visa?', 'and C2?', 'how long can I stay?'],
      { language: EN, says: ['C2', '60 days', '180 days'], cites: ['service:C2', 'visit-visas-c1-c2'] },
    ],
    [
      ['Berapa harga KITAS investor?', 'kalau perpanjangan?', 'syaratnya apa?'],
      { language: ID, says: ['Rp10 miliar'], not: ['D12', 'KKPR'], cites: ['service:E28A'] },
    ],
    [
      ['Which KBLI code for a coffee shop?', 'what capital does it need?', 'is it open to foreigners?'],
      { language: EN, says: ['56303', 'Bali'], not: ['Working KITAS'], cites: ['kbli:2025:56303'] },
    ],
  ])('%j', (questions, expected) => expectAnswer(questions, expected));
});

describe('an answer on how to reach the firm', () => {
  it.each([
    ['How do I contact you?', EN],
    ['nomor WhatsApp kalian?', ID],
    ['qual è il vostro numero di telefono?', IT],
  ])('"%s" gives the telephone number of the price list', (question, language) =>
    expectAnswer([question], { language, says: ['WhatsApp: +62 ', 'info@'], cites: ['contact'] }),
  );
});

describe('a question out of scope', () => {
  it.each(['How much is a surfboard?', 'Who won the world cup?', 'ricetta della carbonara'])(
    '"%s" is not answered from what has nothing to do with it',
    async (question) => {
      const { citations, text } = await conversing.answerTo(question);

      expect(citations).toEqual([]);
      expect(text).toContain('WhatsApp');
    },
  );
});
