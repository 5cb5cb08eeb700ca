import { type Registry, Summary } from 'prom-client';

type Labels = { method: string; route: string };
type Series = { labels: Labels; sum: number; count: number };

/**
 * A summary of sum and count alone, as the old system has it. The library's own keeps quantiles as well, which nobody
 * reads and which cost more for each size than all other numbers of a request together.
 */
export class Sizes extends Summary<keyof Labels> {
  private readonly series = new Map<string, Series>();
  private readonly prefix: string;

  constructor(register: Registry, { name, help }: { name: string; help: string }) {
    super({ name, help, labelNames: ['method', 'route'], registers: [register] });
    this.prefix = name;
  }

  /** What observes sizes for one method and route. */
  of({ method, route }: Labels): (size: number) => void {
    const key = `${method} ${route}`;
    const series = this.series.get(key) ?? { labels: { method, route }, sum: 0, count: 0 };
    this.series.set(key, series);
    return (size) => {
      series.sum += size;
      series.count += 1;
    };
  }

  override async get(): ReturnType<Summary<keyof Labels>['get']> {
    const values = [...this.series.values()].flatMap(({ labels, sum, count }) => [
      { metricName: `${this.prefix}_sum`, labels, value: sum },
      { metricName: `${this.prefix}_count`, labels, value: count },
    ]);
    return { ...(await super.get()), values };
  }
}
