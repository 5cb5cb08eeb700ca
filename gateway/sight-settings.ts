import * as z from 'zod';
import { httpAddress, port } from '../services/shared/env.ts';

/** What operators see of the gateway, and where. */
export const sightVariables = {
  METRICS_PORT: port.optional(),
  GRAPHIQL: z.enum(['off', 'on', 'key']).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpAddress.optional(),
};
const sight = z.object(sightVariables);

const productionMetricsPort = 9091;

export type SightSettings = {
  /** Where the numbers are read without a key; null: on the public address alone. */
  metricsPort: number | null;
  /** `key`: the page is there for everybody, and what it shows of the graph for the admin scope alone. */
  graphiql: 'off' | 'on' | 'key';
  /** Base address of a collector of traces; null: none are made. */
  traceCollector: string | null;
};

export function sightSettings(given: z.infer<typeof sight>, production: boolean): SightSettings {
  return {
    metricsPort: given.METRICS_PORT ?? (production ? productionMetricsPort : null),
    graphiql: given.GRAPHIQL ?? (production ? 'off' : 'on'),
    traceCollector: given.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
  };
}
