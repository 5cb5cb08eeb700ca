import { describe, expect, test } from '@jest/globals';
import { committedCatalogue, committedDocument } from '../fixtures.ts';
import { catalogueOf } from './catalogue.ts';
import { catalogueDifference } from './catalogue-difference.ts';

function differenceAfter(change: (document: ReturnType<typeof committedDocument>) => void): string[] {
  const document = committedDocument();
  change(document);
  return catalogueDifference(committedCatalogue(), catalogueOf(document));
}

describe('catalogueDifference', () => {
  test('the same catalogue differs in nothing', () => {
    expect(differenceAfter(() => undefined)).toEqual([]);
  });

  test('a changed price is shown with both amounts as people write them', () => {
    const lines = differenceAfter((document) => {
      document.services[15].options[1].amountIdr = 14_000_000;
    });

    expect(lines).toEqual(['~ services E31A options 1y-onshore amountIdr: 13.500.000 IDR → 14.000.000 IDR']);
  });

  test('an added, a removed and a renamed entry are told apart', () => {
    const lines = differenceAfter(({ packages, priceList }) => {
      packages.pop();
      packages[0].name.en = 'Remote worker';
      priceList.advice.push({ ...priceList.advice[0], key: 'rainy_season' });
    });

    expect(lines).toEqual([
      expect.stringMatching(/^\+ priceList advice rainy_season: /),
      '- packages hospitality: "Hospitality, food and beverage"',
      '~ packages remote_worker_1y name en: "Remote worker, one year" → "Remote worker"',
    ]);
  });

  test('an insertion in the middle does not show the rest as changed', () => {
    const lines = differenceAfter(({ services }) => {
      const added = { ...services[0], code: 'C99', aliases: [], wire: { ...services[0].wire, name: 'C99' } };
      services.splice(1, 0, added);
    });

    expect(lines).toEqual(['+ services C99: "C1 Tourism visa"']);
  });

  test('a new order alone is a change', () => {
    const lines = differenceAfter(({ packages }) => packages.reverse());

    expect(lines).toEqual(['~ packages: the order changed']);
  });

  test('against nothing, every service and package is new', () => {
    const lines = catalogueDifference(null, committedCatalogue());

    expect(lines.filter((line) => line.startsWith('+ services '))).toHaveLength(35);
    expect(lines.filter((line) => line.startsWith('+ packages '))).toHaveLength(5);
  });
});
