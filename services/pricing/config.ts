import * as z from 'zod';
import {
  type Environment,
  flag,
  port,
  readSettings,
  redisAddress,
  secret,
  wholeNumber,
} from '../shared/env.ts';

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('0.0.0.0'),
  PORT: port.default(4001),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  INTROSPECTION: flag.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql address' }).optional(),
  DATA_DIR: z.string().default('.data'),
  QUOTE_VALID_DAYS: wholeNumber(1, 365).default(14),
  DATASET_POLL_SECONDS: wholeNumber(1, 3_600).default(5),
  ACCESS_GATEWAY_SECRET: secret.optional(),
  REDIS_URL: redisAddress.optional(),
});

/** The variables that this process reads. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

export type PricingSettings = {
  production: boolean;
  host: string;
  port: number;
  logLevel: string;
  introspection: boolean;
  /** Absent: a PostgreSQL of our own is started under `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  quoteValidDays: number;
  pollSeconds: number;
  /** API keys, which this process serves as well; null: it does not. */
  access: { secret: string } | null;
  /** Where other processes are told of revoked keys. */
  redisUrl: string | undefined;
};

/**
 * Every setting of the pricing process, checked together.
 * @throws SettingsError naming every wrong variable
 */
export function pricingSettings(environment: Environment): PricingSettings {
  const given = readSettings(schema, environment);
  const production = given.NODE_ENV === 'production';
  return {
    production,
    host: given.HOST,
    port: given.PORT,
    logLevel: given.LOG_LEVEL,
    introspection: given.INTROSPECTION ?? !production,
    databaseUrl: given.DATABASE_URL,
    dataDir: given.DATA_DIR,
    quoteValidDays: given.QUOTE_VALID_DAYS,
    pollSeconds: given.DATASET_POLL_SECONDS,
    access: given.ACCESS_GATEWAY_SECRET ? { secret: given.ACCESS_GATEWAY_SECRET } : null,
    redisUrl: given.REDIS_URL,
  };
}
