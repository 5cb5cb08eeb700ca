import { describe, expect, test } from '@jest/globals';
import { makeMarkers, markerText } from './markers.ts';

const sources = new Map([
  ['service:C1', { label: 'C1', quotes: ['Price: 2.300.000 IDR', 'Stay 60 days'], passage: null }],
  ['kbli:2025:56101', { label: '56101', quotes: ['Restaurants'], passage: null }],
]);
const markers = () => makeMarkers((ref) => sources.get(ref) ?? null);

describe('markers', () => {
  test('number sources in the order of first use, and each source once', () => {
    const { cite, markerOf } = markers();

    const numbers = ['kbli:2025:56101', 'service:C1', 'kbli:2025:56101'].map((sourceRef) =>
      cite({ sourceRef, quote: null }),
    );

    expect(numbers.map((found) => [found?.citation.marker, found?.isNew])).toEqual([
      [1, true],
      [2, true],
      [1, false],
    ]);
    expect([markerOf('service:C1'), markerOf('service:C2'), markerOf(null)]).toEqual([2, null, null]);
  });

  test('an unknown source gets none and takes no number', () => {
    const { cite } = markers();

    expect(cite({ sourceRef: 'service:XX', quote: 'x' })).toBeNull();
    expect(cite({ sourceRef: 'service:C1', quote: null })?.citation.marker).toBe(1);
  });

  test.each([
    ['stay  60 DAYS', 'stay  60 DAYS'],
    ['Stay 90 days', 'Price: 2.300.000 IDR'],
    ['', 'Price: 2.300.000 IDR'],
  ])('of the quote %j %j is shown', (quote, shown) => {
    expect(markers().cite({ sourceRef: 'service:C1', quote })?.citation.quote).toBe(shown);
  });
});

describe('markerText', () => {
  test.each([
    [[], ''],
    [[2], ' [2]'],
    [[3, 1, 3], ' [1][3]'],
  ])('of %j is %j', (numbers, text) => {
    expect(markerText(numbers)).toBe(text);
  });
});
