import * as z from 'zod';
import {
  type Environment,
  httpAddress,
  port,
  readSettings,
  redisAddress,
  secret,
  wholeNumber,
} from '../shared/env.ts';
import { type EngineSettings, engineSettings, engineVariables } from './engine/engine-settings.ts';
import {
  type RetrievalSettings,
  retrievalSettings,
  retrievalVariables,
} from './retrieval/retrieval-settings.ts';

/** What answers are made with, for whichever process holds the chat. */
export const answerVariables = {
  ...retrievalVariables,
  ...engineVariables,
  REDIS_URL: redisAddress.optional(),
  ANSWER_TIMEOUT_MS: wholeNumber(5_000, 600_000).default(120_000),
  ANSWERS_AT_ONCE: wholeNumber(1, 10_000).default(100),
};
const answers = z.object(answerVariables);

export type AnswerSettings = {
  /** Absent: the answer log is kept in this process. */
  redisUrl: string | undefined;
  retrieval: RetrievalSettings;
  engine: EngineSettings;
  limits: { answerTimeoutMs: number; mostRunning: number };
};

export function answerSettings(given: z.infer<typeof answers>): AnswerSettings {
  return {
    redisUrl: given.REDIS_URL,
    retrieval: retrievalSettings(given),
    engine: engineSettings(given),
    limits: { answerTimeoutMs: given.ANSWER_TIMEOUT_MS, mostRunning: given.ANSWERS_AT_ONCE },
  };
}

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('0.0.0.0'),
  PORT: port.default(8000),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql address' }).optional(),
  DATA_DIR: z.string().default('.data'),
  GATEWAY_INTERNAL_URL: httpAddress.default('http://127.0.0.1:8080'),
  GRAPH_TIMEOUT_MS: wholeNumber(100, 60_000).default(5_000),
  CHAT_GATEWAY_SECRET: secret,
  ...answerVariables,
});

/** What production asks for beside what every start does; told together with every other fault. */
const checked = ['DATABASE_URL', 'REDIS_URL'].reduce(
  (all, name) =>
    all.refine((given) => given.NODE_ENV !== 'production' || Object.hasOwn(given, name), {
      path: [name],
      error: 'required in production',
      when: () => true,
    }),
  schema,
);

/** The variables that this process reads. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

export type ChatSettings = {
  host: string;
  port: number;
  logLevel: string;
  /** Absent: a PostgreSQL of our own is started under `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
  gateway: { url: string; timeoutMs: number; secret: string };
  answers: AnswerSettings;
};

/**
 * Every setting of the chat process, checked together.
 * @throws SettingsError naming every wrong variable
 */
export function chatSettings(environment: Environment): ChatSettings {
  const given = readSettings(checked, environment);
  return {
    host: given.HOST,
    port: given.PORT,
    logLevel: given.LOG_LEVEL,
    databaseUrl: given.DATABASE_URL,
    dataDir: given.DATA_DIR,
    gateway: {
      url: given.GATEWAY_INTERNAL_URL,
      timeoutMs: given.GRAPH_TIMEOUT_MS,
      secret: given.CHAT_GATEWAY_SECRET,
    },
    answers: answerSettings(given),
  };
}
