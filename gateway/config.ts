import { z } from 'zod';
import { type Environment, flag, port, readSettings, wholeNumber } from '../services/shared/env.ts';

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('0.0.0.0'),
  PORT: port.default(8080),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  OPERATION_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
  CACHE_MAX_BYTES: wholeNumber(0, 2 ** 31).default(16 * 2 ** 20),
  GRAPHIQL: flag.optional(),
  INTROSPECTION: flag.optional(),
  PRICING_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql address' }).optional(),
  DATA_DIR: z.string().default('.data'),
  QUOTE_VALID_DAYS: wholeNumber(1, 365).default(14),
  DATASET_POLL_SECONDS: wholeNumber(1, 3_600).default(5),
});

/** The variables that this process reads. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** The pricing service at an address of its own. */
export type RemoteSubgraph = { url: string };

/** What a service needs to run inside this process. */
export type EmbeddedServices = {
  /** Absent: a PostgreSQL of our own is started under `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  quoteValidDays: number;
  /** Pause between two looks for new data. */
  pollSeconds: number;
};

export type GatewaySettings = {
  production: boolean;
  host: string;
  port: number;
  logLevel: string;
  /** How many proxies stand in front; 0 takes the connection's address as the client's. */
  proxyHops: number;
  operationTimeoutMs: number;
  /** Most bytes that the in-memory response cache holds; 0 turns it off. */
  cacheMaxBytes: number;
  graphiql: boolean;
  introspection: boolean;
  /** Null: the pricing service runs in this process. */
  pricing: RemoteSubgraph | null;
  embedded: EmbeddedServices;
};

/**
 * Every setting of the gateway process, checked together.
 * @throws SettingsError naming every wrong variable
 */
export function gatewaySettings(environment: Environment): GatewaySettings {
  const given = readSettings(schema, environment);
  const production = given.NODE_ENV === 'production';
  return {
    production,
    host: given.HOST,
    port: given.PORT,
    logLevel: given.LOG_LEVEL,
    proxyHops: given.TRUST_PROXY,
    operationTimeoutMs: given.OPERATION_TIMEOUT_MS,
    cacheMaxBytes: given.CACHE_MAX_BYTES,
    graphiql: given.GRAPHIQL ?? !production,
    introspection: given.INTROSPECTION ?? !production,
    pricing: given.PRICING_URL ? { url: given.PRICING_URL } : null,
    embedded: {
      databaseUrl: given.DATABASE_URL,
      dataDir: given.DATA_DIR,
      quoteValidDays: given.QUOTE_VALID_DAYS,
      pollSeconds: given.DATASET_POLL_SECONDS,
    },
  };
}
