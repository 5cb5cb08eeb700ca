import { Counter, type CounterConfiguration } from 'prom-client';

/** What counts one combination of labels. */
export type Tally = { inc(): void };

/**
 * A counter for what happens with every request: each combination of labels is a plain number, and the library, which looks
 * labels up each time, is told when somebody reads.
 */
export class TallyCounter<Label extends string = string> extends Counter<Label> {
  private readonly tallies: { labels: Record<Label, string>; count: number }[] = [];

  constructor(configuration: Omit<CounterConfiguration<Label>, 'collect'>) {
    super(configuration);
  }

  /** The same labels once more may be given: the numbers are added up. */
  tally(labels = {} as Record<Label, string>): Tally {
    const kept = { labels, count: 0 };
    this.tallies.push(kept);
    return {
      inc: () => {
        kept.count += 1;
      },
    };
  }

  override get(): ReturnType<Counter<Label>['get']> {
    for (const kept of this.tallies) {
      this.inc(kept.labels, kept.count);
      kept.count = 0;
    }
    return super.get();
  }
}
