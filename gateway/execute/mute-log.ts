import type { unifiedGraphHandler } from '@graphql-hive/router-runtime';

type RuntimeLog = NonNullable<Parameters<typeof unifiedGraphHandler>[0]['log']>;

const say = () => {};

/**
 * What the query planner's runtime would log is told by our own stages. Without this it makes a logger of its own, which
 * reads LOG_LEVEL from the environment and throws on the levels that it does not know: `silent` and `fatal`.
 */
export const muteLog = {
  level: false,
  ...{ log: say, trace: say, debug: say, info: say, warn: say, error: say },
  ...{ write: say, flush: say, setLevel: say },
  child: () => muteLog,
  // The runtime's type is a class with private fields: nothing but its own, which throws, would fit it.
} as unknown as RuntimeLog;
