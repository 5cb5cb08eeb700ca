import { describe, expect, test } from '@jest/globals';
import { priceListAgeNotice } from './price-list-age.ts';

describe('priceListAgeNotice', () => {
  test.each(['2025-01-01T00:00:00Z', '2025-12-31T12:00:00Z', '2026-01-01T15:59:59Z'])(
    'a list of 1 January 2025 needs no notice at %s',
    (now) => {
      expect(priceListAgeNotice('2025-01-01', new Date(now))).toBeNull();
    },
  );

  test('the notice begins with the day after the anniversary in Bali', () => {
    expect(priceListAgeNotice('2025-01-01', new Date('2026-01-01T16:00:00Z'))).not.toBeNull();
  });

  test('the notice says the date of the list in each language', () => {
    const notice = priceListAgeNotice('2025-01-01', new Date('2026-11-23T00:00:00Z'));

    expect(notice).toEqual({
      en: expect.stringContaining('1 January 2025'),
      id: expect.stringContaining('1 Januari 2025'),
      it: expect.stringContaining('1 gennaio 2025'),
    });
  });

  test('a list of a leap day is old from 1 March of the next year', () => {
    expect(priceListAgeNotice('2024-02-29', new Date('2025-02-28T12:00:00Z'))).toBeNull();
    expect(priceListAgeNotice('2024-02-29', new Date('2025-03-01T12:00:00Z'))).not.toBeNull();
  });
});
