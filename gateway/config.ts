import * as z from 'zod';
import { type AnswerSettings, answerSettings, answerVariables } from '../services/chat/config.ts';
import {
  type Environment,
  httpAddress,
  port,
  readSettings,
  secret,
  wholeNumber,
} from '../services/shared/env.ts';
import { type CacheSettings, cacheSettings, cacheVariables } from './cache-settings.ts';
import { identityVariables, type TokenSettings, tokenSettings } from './identity-settings.ts';
import { type LimitSettings, limitSettings, limitVariables } from './limit-settings.ts';
import { type QuotaSettings, quotaSettings, quotaVariables } from './quota-settings.ts';
import { type SightSettings, sightSettings, sightVariables } from './sight-settings.ts';

/** Origins as browsers send them, with commas between. */
const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine(
    (list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    'must be origins such as https://example.com, with commas between',
  );

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('0.0.0.0'),
  PORT: port.default(8080),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  OPERATION_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
  ALLOWED_ORIGINS: origins.default(['https://zantara.balizero.com']),
  SESSION_SECRET: secret.optional(),
  SESSION_DAYS: wholeNumber(1, 400).default(90),
  STREAM_STALL_SECONDS: wholeNumber(1, 600).default(30),
  PRICING_URL: httpAddress.optional(),
  CHAT_URL: httpAddress.optional(),
  CHAT_GATEWAY_SECRET: secret.optional(),
  ACCESS_URL: httpAddress.optional(),
  ACCESS_GATEWAY_SECRET: secret.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql address' }).optional(),
  DATA_DIR: z.string().default('.data'),
  QUOTE_VALID_DAYS: wholeNumber(1, 365).default(14),
  DATASET_POLL_SECONDS: wholeNumber(1, 3_600).default(5),
  ...limitVariables,
  ...answerVariables,
  ...cacheVariables,
  ...identityVariables,
  ...quotaVariables,
  ...sightVariables,
});

type Given = z.infer<typeof schema>;
type Demand = { name: keyof Given; error: string; isMet(given: Given): boolean };

/** What one setting asks of another; told together with every other fault. */
const demands: readonly Demand[] = [
  {
    name: 'SESSION_SECRET',
    error: 'required in production',
    isMet: (given) => given.NODE_ENV !== 'production' || given.SESSION_SECRET !== undefined,
  },
  {
    name: 'CHAT_GATEWAY_SECRET',
    error: 'required with CHAT_URL',
    isMet: (given) => given.CHAT_URL === undefined || given.CHAT_GATEWAY_SECRET !== undefined,
  },
  {
    name: 'ACCESS_GATEWAY_SECRET',
    error: 'required with ACCESS_URL',
    isMet: (given) => given.ACCESS_URL === undefined || given.ACCESS_GATEWAY_SECRET !== undefined,
  },
  {
    name: 'ACCESS_URL',
    error: 'required with PRICING_URL and CHAT_URL, unless DATABASE_URL names where API keys are',
    // No other service of this process needs a database then, and none is started for the keys alone.
    isMet: (given) =>
      given.ACCESS_URL !== undefined ||
      given.DATABASE_URL !== undefined ||
      given.PRICING_URL === undefined ||
      given.CHAT_URL === undefined,
  },
  {
    name: 'OIDC_ISSUER',
    error: 'required with OIDC_AUDIENCE and OIDC_JWKS_URL',
    isMet: (given) => given.OIDC_ISSUER !== undefined || !(given.OIDC_AUDIENCE ?? given.OIDC_JWKS_URL),
  },
  {
    name: 'OIDC_AUDIENCE',
    error: 'required with OIDC_ISSUER',
    isMet: (given) => given.OIDC_ISSUER === undefined || given.OIDC_AUDIENCE !== undefined,
  },
  {
    name: 'OIDC_ISSUER',
    error: 'must be https in production',
    isMet: (given) => given.NODE_ENV !== 'production' || !given.OIDC_ISSUER?.startsWith('http:'),
  },
  {
    name: 'RATE_LIMIT',
    error: 'can not be off in production',
    isMet: (given) => given.NODE_ENV !== 'production' || given.RATE_LIMIT !== false,
  },
];

const checked = demands.reduce(
  (all, { name, error, isMet }) => all.refine(isMet, { path: [name], error, when: () => true }),
  schema,
);

/** The variables that this process reads. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** A service at an address of its own. */
export type RemoteSubgraph = { url: string };

/** What a service needs to run inside this process. */
export type EmbeddedServices = {
  /** Absent: a PostgreSQL of our own is started under `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  quoteValidDays: number;
  /** Pause between two looks for new data. */
  pollSeconds: number;
  answers: AnswerSettings;
};

export type GatewaySettings = {
  production: boolean;
  host: string;
  port: number;
  logLevel: string;
  /** How many proxies stand in front; 0 takes the connection's address as the client's. */
  proxyHops: number;
  operationTimeoutMs: number;
  cache: CacheSettings;
  sight: SightSettings;
  /** What operations may ask for. */
  limits: LimitSettings;
  /** Origins whose pages may ask, with their cookies. */
  allowedOrigins: readonly string[];
  /** Signs sessions. Absent outside production: one is made and kept in the data folder. */
  sessionSecret: string | undefined;
  sessionMaxAgeDays: number;
  /** Whose tokens are believed; null: nobody's. */
  tokens: TokenSettings | null;
  quotas: QuotaSettings;
  /** Absent: quotas are counted and answers kept in this process, and revoked keys are asked for alone. */
  redisUrl: string | undefined;
  /** How long the reader of a stream may leave it unread before it is closed. */
  streamStallMs: number;
  /** Null: the pricing service runs in this process. */
  pricing: RemoteSubgraph | null;
  /** Null: the chat runs in this process. */
  chat: RemoteSubgraph | null;
  /** Signs calls between the gateway and the chat; absent: the gateway takes none from outside its process. */
  chatSecret: string | undefined;
  /** Null: API keys are served in this process. */
  access: (RemoteSubgraph & { secret: string }) | null;
  embedded: EmbeddedServices;
};

/**
 * Every setting of the gateway process, checked together.
 * @throws SettingsError naming every wrong variable
 */
export function gatewaySettings(environment: Environment): GatewaySettings {
  const given = readSettings(checked, environment);
  const production = given.NODE_ENV === 'production';
  const sight = sightSettings(given, production);
  return {
    production,
    host: given.HOST,
    port: given.PORT,
    logLevel: given.LOG_LEVEL,
    proxyHops: given.TRUST_PROXY,
    operationTimeoutMs: given.OPERATION_TIMEOUT_MS,
    cache: cacheSettings(given),
    sight,
    limits: limitSettings(given, !production && sight.graphiql !== 'key'),
    allowedOrigins: given.ALLOWED_ORIGINS,
    sessionSecret: given.SESSION_SECRET,
    sessionMaxAgeDays: given.SESSION_DAYS,
    tokens: tokenSettings(given),
    quotas: quotaSettings(given, production),
    redisUrl: given.REDIS_URL,
    streamStallMs: given.STREAM_STALL_SECONDS * 1_000,
    chat: given.CHAT_URL ? { url: given.CHAT_URL } : null,
    chatSecret: given.CHAT_GATEWAY_SECRET,
    pricing: given.PRICING_URL ? { url: given.PRICING_URL } : null,
    access:
      given.ACCESS_URL && given.ACCESS_GATEWAY_SECRET
        ? { url: given.ACCESS_URL, secret: given.ACCESS_GATEWAY_SECRET }
        : null,
    embedded: {
      databaseUrl: given.DATABASE_URL,
      dataDir: given.DATA_DIR,
      quoteValidDays: given.QUOTE_VALID_DAYS,
      pollSeconds: given.DATASET_POLL_SECONDS,
      answers: answerSettings(given),
    },
  };
}
