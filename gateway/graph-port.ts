import { documentId } from '../services/shared/document-id.ts';
import { type Graph, graphData, graphFailure } from '../services/shared/graph.ts';
import type { Pipeline } from './pipeline.ts';

export type GraphPort = {
  /** The whole graph for a service of this process. What is asked before it stands waits for it. */
  graph: Graph;
  connect(pipeline: Pick<Pipeline, 'run'>): void;
};

/**
 * The way from a service back to the graph that it is part of. The service is opened before the graph stands, since the
 * graph is made of it; `connect` joins the two afterwards.
 */
export function openGraphPort(): GraphPort {
  let connect: GraphPort['connect'] = () => {};
  const connected = new Promise<Pick<Pipeline, 'run'>>((resolve) => {
    connect = resolve;
  });
  const graph: Graph = async (operation, variables, call) => {
    const pipeline = await connected;
    const { result } = await pipeline.run({
      context: call,
      document: { id: documentId(operation) },
      variables: variables as Record<string, unknown>,
      internal: true,
    });
    if (call.signal.aborted) throw graphFailure(call.signal.reason);
    return graphData(result);
  };
  return { graph, connect: (pipeline) => connect(pipeline) };
}
