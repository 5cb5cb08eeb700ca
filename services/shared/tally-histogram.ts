import { Histogram, type HistogramConfiguration } from 'prom-client';

type Series = { labels: Record<string, string>; counts: number[]; sum: number };

/**
 * A histogram for what happens with every request: each combination of labels has plain numbers, where the library looks
 * labels up and searches for the bucket by name each time.
 */
export class TallyHistogram<Label extends string> extends Histogram<Label> {
  private readonly bounds: readonly number[];
  private readonly series = new Map<string, Series>();
  private readonly prefix: string;
  private readonly told: string;

  /** @param configuration its buckets in rising order */
  constructor(configuration: HistogramConfiguration<Label> & { buckets: number[] }) {
    super(configuration);
    this.bounds = configuration.buckets;
    this.prefix = configuration.name;
    this.told = configuration.help;
  }

  /** What observes values for one combination of labels. */
  tally(labels: Record<Label, string>): (value: number) => void {
    const { bounds } = this;
    const key = JSON.stringify(labels);
    const empty = { labels, counts: Array<number>(bounds.length + 1).fill(0), sum: 0 };
    const series = this.series.get(key) ?? empty;
    this.series.set(key, series);
    return (value) => {
      let bucket = 0;
      while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket += 1;
      series.counts[bucket] = (series.counts[bucket] as number) + 1;
      series.sum += value;
    };
  }

  // Not from what the library gives: it asks the method below.
  override async get(): ReturnType<Histogram<Label>['get']> {
    const values = [...this.series.values()].flatMap((series) => this.valuesOf(series));
    return { name: this.prefix, help: this.told, type: 'histogram', aggregator: 'sum', values } as never;
  }

  /** The library asks this of a histogram when it writes text; its types don't say so. */
  getForPromString(): ReturnType<Histogram<Label>['get']> {
    return this.get();
  }

  private valuesOf({ labels, counts, sum }: Series) {
    let count = 0;
    const buckets = counts.map((own, index) => {
      count += own;
      const le = this.bounds[index] ?? '+Inf';
      return { metricName: `${this.prefix}_bucket`, labels: { le, ...labels }, value: count };
    });
    return [
      ...buckets,
      { metricName: `${this.prefix}_sum`, labels, value: sum },
      { metricName: `${this.prefix}_count`, labels, value: count },
    ];
  }
}
