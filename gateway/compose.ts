import { composeServices } from '@theguild/federation-composition';
import { lexicographicSortSchema, parse, printSchema } from 'graphql';
import { supergraphOf } from './supergraph.transform.ts';

/** What composition reads of a service. */
export type SubgraphSdl = { name: string; sdl: string };

export type ComposedGraph = {
  /** What the gateway loads. */
  supergraph: string;
  /** What clients see, sorted, for review. */
  publicSchema: string;
};

/**
 * Composes subgraphs; the same subgraphs give the same text, whatever their order.
 * @throws Error listing every reason why they don't fit together
 */
export function composedGraph(subgraphs: readonly SubgraphSdl[]): ComposedGraph {
  const services = subgraphs
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sdl }) => ({ name, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (errors) {
    throw new Error(
      `The subgraphs can't be composed:\n${errors.map(({ message }) => `  - ${message}`).join('\n')}`,
    );
  }
  return {
    supergraph: `${supergraphSdl.trimEnd()}\n`,
    publicSchema: `${printSchema(lexicographicSortSchema(supergraphOf(supergraphSdl).publicSchema))}\n`,
  };
}
