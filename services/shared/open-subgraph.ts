import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from './caller.ts';

/** A service that is open in this process, as the gateway or its own server sees it. */
export type OpenSubgraph = {
  name: string;
  schema: GraphQLSchema;
  sdl: string;
  /** What its resolvers get for one request: loaders are made anew each time. */
  contextFor(request: RequestContext): object;
  /** Resolves when the service can answer; rejects with the reason when it can't. */
  check(signal: AbortSignal): Promise<void>;
  /** Changes whenever the data behind its answers change. */
  dataVersion(): string;
  close(): Promise<void>;
};
