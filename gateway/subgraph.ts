import type { DocumentNode, ExecutionResult } from 'graphql';
import type { RequestContext } from '../services/shared/caller.ts';
import type { Dependencies, OpenSubgraph } from '../services/shared/open-subgraph.ts';

/** What the gateway asks of one service. */
export type SubgraphRequest = {
  /** The same object for the same text, so parsing and checking it once is enough. */
  document: DocumentNode;
  variables?: Readonly<Record<string, unknown>>;
  kind: 'query' | 'mutation' | 'subscription';
  context: RequestContext;
  /** Whether results of events may come as text, as `RawResult`; absent: they may not. */
  raw?: boolean;
};

/** One service, wherever it runs. */
export type Subgraph = {
  name: string;
  /** Whether it runs in this process. */
  embedded: boolean;
  /** The service itself when it runs in this process: the co-located executor runs its resolvers without calling it. */
  service?: Pick<OpenSubgraph, 'name' | 'schema' | 'contextFor'>;
  /** @throws AppError GATEWAY_TIMEOUT or DOWNSTREAM_SERVICE_ERROR, naming the subgraph */
  execute(request: SubgraphRequest): Promise<ExecutionResult | AsyncIterable<ExecutionResult>>;
  /** Resolves when the service can answer; rejects with the reason when it can't. */
  check(signal: AbortSignal): Promise<void>;
  /** What a service of this process needs beside its database; absent when nothing, or when it runs elsewhere. */
  dependencies?: Dependencies;
  /** Changes whenever the data behind its answers change. */
  dataVersion(): string;
  /** Does once what its own requests will do, where the executor does not see it. */
  warmUp?(): Promise<void>;
  /** Lets what it works on by itself come to its end, before the process stops taking requests. */
  drain?(): Promise<void>;
  close(): Promise<void>;
};
