import { expect, test } from '@jest/globals';
import { Histogram, Registry } from 'prom-client';
import { TallyHistogram } from './tally-histogram.ts';

test('a histogram of tallies reads as one of the library with the same observations', async () => {
  const usual = { name: 'seconds', help: 'Seconds', labelNames: ['route'] as const, buckets: [0.01, 0.1, 1] };
  const [ours, theirs] = [new Registry(), new Registry()];
  const configuration = { ...usual, labelNames: ['route' as const] };
  const tallies = new TallyHistogram({ ...configuration, registers: [ours] });
  const library = new Histogram({ ...configuration, registers: [theirs] });
  const [one, same, other] = ['/a', '/a', '/b'].map((route) => tallies.tally({ route }));
  for (const value of [0.005, 0.01, 0.02, 5]) {
    one?.(value);
    library.observe({ route: '/a' }, value);
  }
  same?.(0.5);
  library.observe({ route: '/a' }, 0.5);
  other?.(0.1);
  library.observe({ route: '/b' }, 0.1);

  expect(await ours.metrics()).toBe(await theirs.metrics());
});
