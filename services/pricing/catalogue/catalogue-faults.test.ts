import { describe, expect, test } from '@jest/globals';
import { committedDocument } from '../fixtures.ts';
import { CatalogueError, catalogueOf } from './catalogue.ts';

type Document = ReturnType<typeof committedDocument>;

/** The faults of the committed document after a change; C1 is services[0], E31A services[15]. */
function faultsAfter(change: (document: Document) => void): string[] {
  const document = committedDocument();
  change(document);
  try {
    catalogueOf(document);
  } catch (error) {
    if (error instanceof CatalogueError) return error.faults;
    throw error;
  }
  return [];
}

const wrong: [title: string, change: (document: Document) => void, fault: RegExp][] = [
  [
    'a fraction of a rupiah',
    (d) => (d.services[0].options[0].amountIdr = 2_300_000.5),
    /^services\[0\]\.options\[0\]\.amountIdr: must be whole rupiah/,
  ],
  [
    'an amount written as text',
    (d) => (d.services[0].options[0].amountIdr = '2.300.000'),
    /^services\[0\]\.options\[0\]\.amountIdr: /,
  ],
  ['a price of nothing', (d) => (d.services[0].options[0].amountIdr = 0), /amountIdr: must be more than 0/],
  [
    'an amount past any price',
    (d) => (d.services[0].options[0].amountIdr = 2 ** 53),
    /^services\[0\]\.options\[0\]\.amountIdr: /,
  ],
  [
    'a REST string of another amount',
    (d) => (d.services[0].options[0].amountIdr = 2_400_000),
    /^services\[0\]\.wire\.prices\[0\]\[1\]: "2\.300\.000 IDR" does not state/,
  ],
  [
    'a REST string without the amount',
    (d) => (d.services[0].wire.prices[0][1] = 'Contact for quote'),
    /wire\.prices\[0\]\[1\]: .* does not state the amount of option "standard"/,
  ],
  [
    'a lowest price shown as the price',
    (d) => (d.services[21].wire.prices[0][1] = '20.000.000 IDR'),
    /wire\.prices\[0\]\[1\]: must begin "Starting from"/,
  ],
  ['a code twice', (d) => (d.services[1].code = 'C1'), /^services\[1\]\.code: "C1" is already in use/],
  [
    'an alias that is a code in other letters',
    (d) => d.services[1].aliases.push('c1'),
    /^services\[1\]\.aliases\[0\]: "c1" is already in use/,
  ],
  [
    'a code with a slash',
    (d) => (d.services[0].code = 'E31B/E31E'),
    /^services\[0\]\.code: must be capitals and digits/,
  ],
  [
    'an option key twice, once as an extension',
    (d) => (d.services[0].extension.options[0].key = 'standard'),
    /^services\[0\]\.extension\.options\[0\]\.key: "standard" is already in use/,
  ],
  [
    'a service on request with a price',
    (d) => (d.services[0].pricingModel = 'ON_REQUEST'),
    /^services\[0\]\.options: must be empty/,
  ],
  [
    'a priced service without options',
    (d) => (d.services[15].options = []),
    /^services\[15\]\.options: must be empty when the price is on request, and only then/,
  ],
  [
    'two options of a fixed price',
    (d) => (d.services[15].pricingModel = 'FIXED'),
    /^services\[15\]\.options: must hold exactly one option/,
  ],
  [
    'a unit on a fixed price',
    (d) => (d.services[0].options[0].unit = 'person'),
    /^services\[0\]\.options\[0\]\.unit: /,
  ],
  [
    'prices for an extension that is not possible',
    (d) => (d.services[0].extension.possible = false),
    /^services\[0\]\.extension: /,
  ],
  ['a visa without stay terms', (d) => (d.services[0].stay = null), /^services\[0\]\.stay: /],
  ['a text missing in one language', (d) => delete d.services[0].name.it, /^services\[0\]\.name\.it: /],
  ['a field nobody knows', (d) => (d.services[0].costSplit = 1), /^services\[0\]: .*costSplit/],
  [
    'a package line of an unknown service',
    (d) => (d.packages[0].lines[0].serviceCode = 'E99'),
    /^packages\[0\]\.lines\[0\]\.serviceCode: there is no service "E99"/,
  ],
  [
    'a package line of an unknown option',
    (d) => (d.packages[0].lines[0].optionKey = 'moon'),
    /^packages\[0\]\.lines\[0\]\.optionKey: E33G has no option "moon"/,
  ],
  [
    'a package line that leaves the option open',
    (d) => (d.packages[0].lines[0].optionKey = null),
    /^packages\[0\]\.lines\[0\]\.optionKey: must be one of offshore, onshore/,
  ],
  [
    'an empty package',
    (d) => (d.packages[4].includes = []),
    /^packages\[4\]: must have lines or say what it includes/,
  ],
  [
    'a next change before the list itself',
    (d) => (d.priceList.nextChangeOn = '2024-12-31'),
    /^priceList\.nextChangeOn: must come after/,
  ],
  [
    'a day that does not exist',
    (d) => (d.priceList.effectiveFrom = '2025-02-30'),
    /^priceList\.effectiveFrom: /,
  ],
];

describe('catalogueOf', () => {
  test('the committed document has no faults', () => {
    expect(faultsAfter(() => undefined)).toEqual([]);
  });

  test.each(wrong)('%s is refused and its place is named', (_title, change, fault) => {
    expect(faultsAfter(change)).toContainEqual(expect.stringMatching(fault));
  });

  test('all faults are named at once', () => {
    const faults = faultsAfter((document) => {
      document.services[0].options[0].amountIdr = -1;
      document.services[1].stay = 'long';
    });

    expect(faults).toHaveLength(2);
  });

  test.each([null, [], 'text', 42, {}])('%p is no catalogue', (document) => {
    expect(() => catalogueOf(document)).toThrow(CatalogueError);
  });
});
