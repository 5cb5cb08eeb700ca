import { describe, expect, test } from '@jest/globals';
import { catalogueIndex } from '../catalogue/catalogue-index.ts';
import { committedCatalogue } from '../fixtures.ts';
import { pricedLines, type QuoteRequestLine, quoteOf, quoteValidUntil } from './quote.ts';

const { serviceOf, catalogue } = catalogueIndex(committedCatalogue());
const terms = { issuedAt: new Date('2026-11-23T02:00:00Z'), validDays: 14, nextChangeOn: null };

function accepted(lines: QuoteRequestLine[]) {
  const quote = quoteOf(lines, serviceOf, terms);
  if ('problems' in quote) throw new Error(JSON.stringify(quote.problems));
  return quote;
}

function problemsOf(lines: QuoteRequestLine[]) {
  const quote = quoteOf(lines, serviceOf, terms);
  return 'problems' in quote ? quote.problems.map(({ lineIndex, code }) => [lineIndex, code]) : [];
}

describe('amounts', () => {
  test('a PT PMA with two investor permits is itemised and added up', () => {
    const quote = accepted([
      { serviceCode: 'PMA-SETUP', quantity: 1 },
      { serviceCode: 'E28A', optionKey: 'offshore', quantity: 2 },
    ]);

    expect(quote.lines.map(({ unitPrice, lineTotal }) => [unitPrice, lineTotal])).toEqual([
      [20_000_000n, 20_000_000n],
      [17_000_000n, 34_000_000n],
    ]);
    expect(quote.total).toBe(54_000_000n);
  });

  test('the option may be left out when the service has one initial price', () => {
    expect(accepted([{ serviceCode: 'C1', quantity: 1 }]).lines[0]?.option?.key).toBe('standard');
  });

  test('an extension is quoted like any option', () => {
    const [line] = accepted([{ serviceCode: 'E31A', optionKey: 'extension-2y', quantity: 1 }]).lines;

    expect(line).toMatchObject({
      lineTotal: 15_000_000n,
      label: { en: 'Spouse KITAS (E31A): Extension by 2 years' },
    });
  });

  test('an alias is quoted under the code of its service', () => {
    expect(accepted([{ serviceCode: ' c7b ', quantity: 1 }]).lines[0]?.serviceCode).toBe('C7AB');
  });

  test('the same service on two lines stays two lines, in the order asked', () => {
    const quote = accepted([
      { serviceCode: 'E33G', optionKey: 'onshore', quantity: 1 },
      { serviceCode: 'E33G', optionKey: 'offshore', quantity: 1 },
    ]);

    expect(quote.lines.map(({ option }) => option?.key)).toEqual(['onshore', 'offshore']);
  });
});

describe('floors', () => {
  test.each([
    ['C1', false],
    ['NPWP-PERSONAL', false],
    ['PMA-SETUP', true],
    ['KITAP-FAMILY', true],
  ])('a quote of %s is a floor: %p', (serviceCode, isFloor) => {
    expect(accepted([{ serviceCode, quantity: 1 }]).isFloor).toBe(isFloor);
  });

  test('a line on request has no amount and adds nothing', () => {
    const quote = accepted([
      { serviceCode: 'PBG', quantity: 3 },
      { serviceCode: 'C1', quantity: 1 },
    ]);

    expect(quote.lines[0]).toMatchObject({
      serviceCode: 'PBG-SLF',
      option: null,
      unitPrice: null,
      lineTotal: null,
    });
    expect(quote.total).toBe(2_300_000n);
  });
});

describe('refusals', () => {
  test.each<[QuoteRequestLine, string]>([
    [{ serviceCode: 'E99', quantity: 1 }, 'UNKNOWN_SERVICE'],
    [{ serviceCode: '', quantity: 1 }, 'UNKNOWN_SERVICE'],
    [{ serviceCode: 'C1', optionKey: 'offshore', quantity: 1 }, 'UNKNOWN_OPTION'],
    [{ serviceCode: 'C1', optionKey: '', quantity: 1 }, 'UNKNOWN_OPTION'],
    [{ serviceCode: 'KITAP-FAMILY', optionKey: 'standard', quantity: 1 }, 'UNKNOWN_OPTION'],
    [{ serviceCode: 'E33G', quantity: 1 }, 'OPTION_REQUIRED'],
    [{ serviceCode: 'C1', quantity: 0 }, 'BAD_QUANTITY'],
    [{ serviceCode: 'C1', quantity: -1 }, 'BAD_QUANTITY'],
    [{ serviceCode: 'C1', quantity: 1_001 }, 'BAD_QUANTITY'],
    [{ serviceCode: 'C1', quantity: 1.5 }, 'BAD_QUANTITY'],
  ])('%j is refused as %s', (line, code) => {
    expect(problemsOf([line])).toEqual([[0, code]]);
  });

  test('every problem of every line is named', () => {
    const problems = problemsOf([
      { serviceCode: 'E99', quantity: 0 },
      { serviceCode: 'C1', quantity: 1 },
      { serviceCode: 'E28A', quantity: -5 },
    ]);

    expect(problems).toEqual([
      [0, 'BAD_QUANTITY'],
      [0, 'UNKNOWN_SERVICE'],
      [2, 'BAD_QUANTITY'],
      [2, 'OPTION_REQUIRED'],
    ]);
  });

  test('a long unknown code is not echoed whole', () => {
    const quote = quoteOf([{ serviceCode: 'X'.repeat(10_000), quantity: 1 }], serviceOf, terms);

    expect('problems' in quote && quote.problems[0]?.message.length).toBeLessThan(100);
  });
});

describe('validity', () => {
  test.each([
    ['in the morning', '2026-11-23T02:00:00Z', '2026-12-07T15:59:59.999Z'],
    [
      'after midnight in Bali, still the day before in UTC',
      '2026-11-22T16:00:00Z',
      '2026-12-07T15:59:59.999Z',
    ],
    ['in the last millisecond of the day in Bali', '2026-11-23T15:59:59.999Z', '2026-12-07T15:59:59.999Z'],
  ])('a quote issued %s holds to the end of the fourteenth day in Bali', (_when, issuedAt, validUntil) => {
    expect(quoteValidUntil(new Date(issuedAt), 14, null).toISOString()).toBe(validUntil);
  });

  test('a quote ends with the day before the next price list', () => {
    const validUntil = quoteValidUntil(new Date('2026-12-28T02:00:00Z'), 14, '2027-01-01');

    expect(validUntil.toISOString()).toBe('2026-12-31T15:59:59.999Z');
  });

  test('a list whose change is overdue gives quotes that hold only at their issue', () => {
    const issuedAt = new Date('2027-01-05T02:00:00Z');

    expect(quoteValidUntil(issuedAt, 14, '2027-01-01')).toEqual(issuedAt);
  });
});

describe('packages', () => {
  test.each([
    ['remote_worker_1y', 15_500_000n, false],
    ['investor_full', 40_500_000n, true],
    ['beach_club', 55_500_000n, true],
    ['startup', 0n, false],
  ])('%s adds up to %d, floor: %p', (key, total, isFloor) => {
    const lines = catalogue.packages.find((content) => content.key === key)?.lines ?? [];

    expect(pricedLines(lines, serviceOf)).toMatchObject({ total, isFloor });
  });
});
