import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { TallyCounter } from './tally.ts';

describe('TallyCounter', () => {
  test('tells what was counted, however often it is read', async () => {
    const register = new Registry();
    const counter = new TallyCounter({
      name: 'seen_total',
      help: 'Seen',
      labelNames: ['kind'],
      registers: [register],
    });
    const [one, same, other] = [{ kind: 'a' }, { kind: 'a' }, { kind: 'b' }].map((labels) =>
      counter.tally(labels),
    );
    one?.inc();
    one?.inc();
    same?.inc();
    await register.metrics();
    other?.inc();
    one?.inc();

    const text = await register.metrics();

    expect(text).toContain('seen_total{kind="a"} 4\n');
    expect(text).toContain('seen_total{kind="b"} 1\n');
  });

  test('one without labels begins at nothing', async () => {
    const register = new Registry();
    const tally = new TallyCounter({ name: 'all_total', help: 'All', registers: [register] }).tally();
    const before = await register.metrics();
    tally.inc();

    expect(before).toContain('all_total 0\n');
    expect(await register.metrics()).toContain('all_total 1\n');
  });
});
