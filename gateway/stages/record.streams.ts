import { Counter, Gauge, type Registry } from 'prom-client';
import { metricPrefix } from '../../services/shared/metrics.ts';

type Transport = 'sse' | 'websocket';

/** What happens on the streams of one way of sending. */
type StreamCounts = {
  event(): void;
  /** A reader was closed that took nothing for too long. */
  stalled(): void;
  /** @param open counts the streams that are read now; asked when somebody reads the numbers */
  watch(open: () => number): void;
};

export type StreamRecorder = Record<Transport, StreamCounts> & {
  /** @param count counts the connections that are open now */
  watchSockets(count: () => number): void;
};

/** Streams and the connections below them. Gauges are looked up when they are read, so that they can't drift. */
export function makeStreamRecorder(register: Registry): StreamRecorder {
  const registers = [register];
  const labelNames = ['transport'] as const;
  const open = new Map<Transport, () => number>();
  let sockets = () => 0;
  new Gauge({
    name: `${metricPrefix}streams_open`,
    help: 'Streams that are read now, over WebSocket any operation that runs',
    labelNames,
    registers,
    collect() {
      for (const [transport, count] of open) this.set({ transport }, count());
    },
  });
  new Gauge({
    name: `${metricPrefix}websocket_connections`,
    help: 'WebSocket connections that are open now',
    registers,
    collect() {
      this.set(sockets());
    },
  });
  const events = new Counter({
    name: `${metricPrefix}stream_events_total`,
    help: 'Events sent on streams',
    labelNames,
    registers,
  });
  const stalled = new Counter({
    name: `${metricPrefix}stalled_readers_total`,
    help: 'Readers that were too slow and were closed',
    labelNames,
    registers,
  });

  function countsOf(transport: Transport): StreamCounts {
    const [sent, closed] = [events.labels(transport), stalled.labels(transport)];
    // So that a rule finds a zero before the first time.
    closed.inc(0);
    sent.inc(0);
    return {
      event: () => sent.inc(),
      stalled: () => closed.inc(),
      watch: (count) => void open.set(transport, count),
    };
  }

  return {
    sse: countsOf('sse'),
    websocket: countsOf('websocket'),
    watchSockets(count) {
      sockets = count;
    },
  };
}
