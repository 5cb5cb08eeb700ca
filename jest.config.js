const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: false },
      target: 'es2022',
    },
    module: { type: 'es6' },
  },
];

const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  modulePathIgnorePatterns: [
    '<rootDir>/bench/',
    '<rootDir>/dist/',
    '<rootDir>/.data/',
    '<rootDir>/.test-data/',
  ],
};

// scripts/test.mjs sets an empty REDIS_URL where it found no Redis, and says so.
const overRedis =
  process.env.REDIS_URL === ''
    ? ['redis\\.integration\\.test\\.ts$', 'two-machines\\.integration\\.test\\.ts$']
    : [];

// unit: pure functions, no server. graph: a real PostgreSQL (TEST_DATABASE_URL, set by scripts/test.mjs).
// process: the built programs as processes of their own. browser: the built server and the system's Chromium.
export default {
  // Generous: on a busy machine a whole gateway may take seconds to open, and no test is about time.
  testTimeout: 30_000,
  // By itself jest takes one worker less than there are cores, which on two cores is one.
  maxWorkers: 2,
  // Modules of a test file stay with its worker; a worker that has grown past this is replaced.
  workerIdleMemoryLimit: '2GB',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '\\.integration\\.test\\.ts$',
        '\\.resolver\\.test\\.ts$',
        '\\.browser\\.test\\.ts$',
        '\\.process\\.test\\.ts$',
        '/gateway/test/',
      ],
    },
    {
      ...common,
      displayName: 'graph',
      testMatch: ['**/*.integration.test.ts', '**/*.resolver.test.ts', '<rootDir>/gateway/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.browser\\.test\\.ts$', ...overRedis],
    },
    { ...common, displayName: 'process', testMatch: ['**/*.process.test.ts'] },
    { ...common, displayName: 'browser', testMatch: ['**/*.browser.test.ts'] },
  ],
};
