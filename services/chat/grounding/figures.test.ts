import { describe, expect, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { figuresIn } from './figures.ts';
import { codes } from './fixtures.ts';

const normals = (text: string, language: Language = Language.EN) =>
  figuresIn(text, language, codes).map(({ kind, normal }) => `${kind} ${normal}`);

describe('amounts', () => {
  test.each([
    ['1.000.000 IDR', 'EN'],
    ['IDR 1,000,000', 'EN'],
    ['Rp 1 million', 'EN'],
    ['Rp1.000.000,-', 'ID'],
    ['Rp. 1.000.000', 'ID'],
    ['Rp 1.000.000,00', 'ID'],
    ['1 juta', 'ID'],
    ['1jt', 'ID'],
    ['sejuta rupiah', 'ID'],
    ['satu juta rupiah', 'ID'],
    ['1000 ribu', 'ID'],
    ['1.000.000', 'ID'],
    ['1,000,000', 'IT'],
    ['un milione di rupie', 'IT'],
    ['1 milione di IDR', 'IT'],
    ['1 000 000 IDR', 'EN'],
    ["1'000'000 IDR", 'IT'],
    ['a million rupiah', 'EN'],
    ['one million', 'EN'],
    ['IDR 1M', 'EN'],
    ['1,000,000 rupiah', 'ID'],
    ['**Rp** 1.000.000', 'ID'],
    ['rp 1000000', 'ID'],
    ['0,001 miliar', 'ID'],
    ['1000k', 'EN'],
    ['Rp 1\u00a0000\u00a0000', 'IT'],
    ['1000000', 'EN'],
  ] as const)('%p in %s is one million rupiah', (text, language) => {
    expect(normals(text, Language[language])).toEqual(['AMOUNT IDR 1000000']);
  });

  test.each([
    ['2,5 milioni', 'IT', ['IDR 2500000']],
    ['2.5 million rupiah', 'EN', ['IDR 2500000']],
    ['IDR 10 billion', 'EN', ['IDR 10000000000']],
    ['10 miliar', 'ID', ['IDR 10000000000']],
    ['10 miliardi di rupie', 'IT', ['IDR 10000000000']],
    ['Rp10 M', 'ID', ['IDR 10000000000']],
    ['17jt', 'ID', ['IDR 17000000']],
    ['dua belas juta lima ratus ribu rupiah', 'ID', ['IDR 12500000']],
    ['12 juta 500 ribu', 'ID', ['IDR 12500000']],
    ['dodici milioni e mezzo', 'IT', ['IDR 12500000']],
    ['dodicimilacinquecento euro', 'IT', ['EUR 12500']],
    ['twelve and a half million', 'EN', ['IDR 12500000']],
    ['two hundred and fifty thousand dollars', 'EN', ['USD 250000']],
    ['satu setengah juta', 'ID', ['IDR 1500000']],
    ['$1,000', 'EN', ['USD 1000']],
    ['US$ 60.000', 'ID', ['USD 60000']],
    ['€ 1.250,50', 'IT', ['EUR 1250.5']],
    ['1.5 to 3 million rupiah', 'EN', ['IDR 1500000', 'IDR 3000000']],
    ['1,5 sampai 3 juta rupiah', 'ID', ['IDR 1500000', 'IDR 3000000']],
    ['da 1,5 a 3 milioni di rupie', 'IT', ['IDR 1500000', 'IDR 3000000']],
    ['Rp 10–15 juta', 'ID', ['IDR 10000000', 'IDR 15000000']],
    ['USD 20-30', 'EN', ['USD 20', 'USD 30']],
    ['12,500,000 offshore or 14,000,000 onshore', 'EN', ['IDR 12500000', 'IDR 14000000']],
    ['the price starts from 500', 'EN', ['IDR 500']],
    ['harganya: 750', 'ID', ['IDR 750']],
    ['il prezzo è di 2000', 'IT', ['IDR 2000']],
    ['IDR 1.500', 'EN', ['IDR 1500']],
    ['1.25.000', 'ID', ['unreadable 1.25.000']],
    ['dua juta rupiah', 'EN', ['IDR 2000000']],
    ['duemila euro', 'ID', ['EUR 2000']],
    ['１２.５００.０００ IDR', 'EN', ['IDR 12500000']],
    ['5 hundred dollars', 'EN', ['USD 500']],
    ['0.5 BTC', 'EN', ['BTC 0.5']],
  ] as const)('%p in %s says %p', (text, language, expected) => {
    expect(normals(text, Language[language])).toEqual(expected.map((normal) => `AMOUNT ${normal}`));
  });
});

describe('decimal point and comma', () => {
  test.each([
    ['1.500 m2', 'EN', '1.5 m2'],
    ['1.500 m2', 'ID', '1500 m2'],
    ['1,500 m2', 'EN', '1500 m2'],
    ['1,500 m2', 'IT', '1.5 m2'],
    ['12,5%', 'EN', '12.5 %'],
    ['12.5%', 'ID', '12.5 %'],
    ['0.125%', 'ID', '0.125 %'],
    ['1.234.567 orang', 'EN', '1234567'],
  ] as const)('%p in %s is %p', (text, language, expected) => {
    expect(normals(text, Language[language])).toEqual([`NUMBER ${expected}`]);
  });
});

describe('codes', () => {
  test.each([
    ['KBLI 56101', ['KBLI_CODE 56101']],
    ['KBLI 56101, 56102 dan 56303', ['KBLI_CODE 56101', 'KBLI_CODE 56102', 'KBLI_CODE 56303']],
    ['KBLI 2025: 55193', ['DATE 2025', 'KBLI_CODE 55193']],
    ['KBLI group 561, section I', ['KBLI_CODE 561', 'KBLI_CODE I']],
    ['the code **56101** (restaurants)', ['KBLI_CODE 56101']],
    ['KBLI 01', ['KBLI_CODE 01']],
    ['C1, E33G and e28a', ['SERVICE_CODE C1', 'SERVICE_CODE E33G', 'SERVICE_CODE E28A']],
    ['E31B/E31E or E31B', ['SERVICE_CODE E31BE', 'SERVICE_CODE E31BE']],
    ['an invented E99Z', ['SERVICE_CODE E99Z']],
    ['PMA-SETUP for a PT PMA with its LKPM', ['SERVICE_CODE PMA-SETUP']],
    ['B2B on A4 paper, 24/7', []],
  ])('%p holds %p', (text, expected) => {
    expect(normals(text)).toEqual(expected);
  });
});

describe('signs between a number and what it counts', () => {
  test.each([
    ['60   days', ['NUMBER 60 day']],
    ['60    days', ['NUMBER 60']],
    ['60 **days**', ['NUMBER 60 day']],
    ['60 ** *days*', ['NUMBER 60']],
    ['500 - IDR', ['AMOUNT IDR 500']],
    ['500 -- IDR', ['NUMBER 500']],
    ['KBLI 47-days', ['NUMBER 47 day']],
    ['KBLI 47--days', ['KBLI_CODE 47']],
    ['KBLI 56101, 47 days', ['KBLI_CODE 56101', 'NUMBER 47 day']],
    ['KBLI 56101, 47  days', ['KBLI_CODE 56101', 'KBLI_CODE 47']],
  ])('%p holds %p', (text, expected) => {
    expect(normals(text)).toEqual(expected);
  });
});

describe('dates', () => {
  test.each([
    ['2025-10-02', 'EN'],
    ['2 October 2025', 'EN'],
    ['October 2nd, 2025', 'EN'],
    ['2nd of October 2025', 'EN'],
    ['2 Oktober 2025', 'ID'],
    ['2 ottobre 2025', 'IT'],
    ['02/10/2025', 'ID'],
    ['2.10.2025', 'IT'],
    ['2 Okt 2025', 'ID'],
    ['Oct. 2, 2025', 'EN'],
  ] as const)('%p in %s is one day', (text, language) => {
    expect(normals(text, Language[language])).toEqual(['DATE 2025-10-02']);
  });

  test.each([
    ['October 2025', ['2025-10']],
    ['dal 1° gennaio', ['01-01']],
    ['30 April', ['04-30']],
    ['in 2025', ['2025']],
    ['9AM-6PM', ['09:00', '18:00']],
    ['18:00', ['18:00']],
    ['April 30', ['04-30']],
  ])('%p says %p', (text, expected) => {
    expect(normals(text)).toEqual(expected.map((normal) => `DATE ${normal}`));
  });

  test('the verb may is no month', () => {
    expect(normals('you may 5')).toEqual(['NUMBER 5']);
  });
});

describe('numbers, laws and telephones', () => {
  test.each([
    ['60 days', 'EN', ['60 day']],
    ['60 hari', 'ID', ['60 day']],
    ['60 giorni', 'IT', ['60 day']],
    ['a 60-day stay', 'EN', ['60 day']],
    ['10 working days', 'EN', ['10 workday']],
    ['10 hari kerja', 'ID', ['10 workday']],
    ['30-45 days', 'EN', ['30 day', '45 day']],
    ['1 or 2 years', 'EN', ['1 year', '2 year']],
    ['two investor permits', 'EN', ['2']],
    ['dua orang', 'ID', ['2']],
    ['due persone', 'IT', ['2']],
    ['sei mesi', 'IT', ['6 month']],
    ['dua puluh lima hari', 'ID', ['25 day']],
    ['two-year', 'EN', ['2 year']],
    ['22%', 'EN', ['22 %']],
    ['22 persen', 'ID', ['22 %']],
    ['22 per cento', 'IT', ['22 %']],
    ['10-15%', 'EN', ['10 %', '15 %']],
    ['BKPM Regulation 5/2025', 'EN', ['law 5/2025']],
    ['PP 28/2025', 'ID', ['law 28/2025']],
    ['PP No. 28 Tahun 2025', 'ID', ['law 28/2025']],
    ['Perpres 49/2021', 'ID', ['law 49/2021']],
    ['legge n. 6 del 2011', 'IT', ['law 6/2011']],
    ['Article 26(5)', 'EN', ['article 26(5)']],
    ['pasal 26 ayat (5)', 'ID', ['article 26(5)']],
    ['pasal 31E', 'ID', ['article 31E']],
    ['280 million people', 'EN', ['280000000']],
    ['aged 55 or more', 'EN', ['55 year']],
    ['+62 813 3805 1876', 'EN', ['tel 6281338051876']],
    ['0813-3805-1876', 'ID', ['tel 6281338051876']],
    ['https://wa.me/6281338051876', 'EN', ['tel 6281338051876']],
    ['the 15th', 'EN', ['15']],
    ['tanggal 15', 'ID', ['15']],
    ['one of them is due, and a few are ours', 'EN', []],
    ['sei sicuro?', 'IT', []],
  ] as const)('%p in %s says %p', (text, language, expected) => {
    expect(normals(text, Language[language])).toEqual(expected.map((normal) => `NUMBER ${normal}`));
  });

  test.each([
    '1. First\n2. Second\n10) Tenth',
    'as said [1], [2, 3]',
    'Step 2: sign',
    'mail a1@b2.com or see https://x.com/2025/5000000',
    '## 3. Costs',
    'there are 3 options and 4 steps',
    'Langkah 1',
    'COVID19 and Web3',
  ])('%p states nothing', (text) => {
    expect(normals(text)).toEqual([]);
  });
});

test('a figure is given with its exact text and place', () => {
  const text = 'It costs **Rp 1 million** for 60 days.';

  const figures = figuresIn(text, Language.EN, codes);

  expect(figures.map(({ text: own }) => own)).toEqual(['Rp 1 million', '60 days']);
  for (const { text: own, start, end } of figures) expect(text.slice(start, end)).toBe(own);
});
