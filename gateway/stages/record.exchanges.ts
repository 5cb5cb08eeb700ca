import { Gauge, type Registry } from 'prom-client';
import { metricPrefix } from '../../services/shared/metrics.ts';
import { type Tally, TallyCounter } from '../../services/shared/tally.ts';
import { TallyHistogram } from '../../services/shared/tally-histogram.ts';
import { Sizes } from './record.sizes.ts';

/** One HTTP exchange as it is counted. */
type Counted = { method: string; route: string; status: number; durationMs: number; sentBytes: number };

type ExchangeCounts = {
  /** Counts an exchange as open until the returned function is called. */
  begin(): () => void;
  end(exchange: Counted): void;
};

type Bound = {
  count: Tally;
  duration(seconds: number): void;
  size(bytes: number): void;
};

/** HTTP exchanges under the names that dashboards know. */
export function makeExchangeCounts(register: Registry): ExchangeCounts {
  const registers = [register];
  const exchanges = new TallyCounter({
    name: `${metricPrefix}http_requests_total`,
    help: 'HTTP requests answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new TallyHistogram({
    name: `${metricPrefix}http_request_duration_seconds`,
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.003, 0.01, 0.05, 0.1, 0.3, 0.5, 1, 2, 5],
    registers,
  });
  const sizes = new Sizes(register, {
    name: `${metricPrefix}http_response_size_bytes`,
    help: 'Size of answers as announced by their length',
  });
  let open = 0;
  new Gauge({
    name: `${metricPrefix}active_requests`,
    help: 'HTTP requests being answered now',
    registers,
    collect() {
      this.set(open);
    },
  });
  const bound = new Map<string, Bound>();
  const close = () => {
    open -= 1;
  };

  function boundOf(method: string, route: string, status: number): Bound {
    const key = `${method} ${status} ${route}`;
    let found = bound.get(key);
    if (!found) {
      found = {
        count: exchanges.tally({ method, route, status: String(status) }),
        duration: durations.tally({ method, route, status: String(status) }),
        size: sizes.of({ method, route }),
      };
      bound.set(key, found);
    }
    return found;
  }

  return {
    begin() {
      open += 1;
      return close;
    },
    end({ method, route, status, durationMs, sentBytes }) {
      const { count, duration, size } = boundOf(method, route, status);
      count.inc();
      duration(durationMs / 1_000);
      size(sentBytes);
    },
  };
}
