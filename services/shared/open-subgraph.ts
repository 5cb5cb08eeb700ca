import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from './caller.ts';

/** How an outside part is asked whether it is there; rejects with the reason when it isn't. */
export type Probe = (signal: AbortSignal) => Promise<unknown>;

/**
 * The outside parts of a service by name, such as "redis". NOT_ASKED: configured, but only real work would tell
 * whether it is there.
 */
export type Dependencies = Readonly<Record<string, Probe | 'NOT_CONFIGURED' | 'NOT_ASKED'>>;

/** A service that is open in this process, as the gateway or its own server sees it. */
export type OpenSubgraph = {
  name: string;
  schema: GraphQLSchema;
  sdl: string;
  /** What its resolvers get for one request: loaders are made anew each time. */
  contextFor(request: RequestContext): object;
  /** Resolves when the service can answer; rejects with the reason when it can't. */
  check(signal: AbortSignal): Promise<void>;
  /** What it needs beside its database; absent when nothing. */
  dependencies?: Dependencies;
  /** Changes whenever the data behind its answers change. */
  dataVersion(): string;
  close(): Promise<void>;
};
