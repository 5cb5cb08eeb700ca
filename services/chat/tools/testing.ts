import { execute } from 'graphql';
import type { OpenSubgraph } from '../../shared/open-subgraph.ts';
import type { RankedPassage, Retriever } from '../retrieval/passage.ts';
import type { Graph, GraphCall } from './tool.ts';

/** The graph as far as pricing owns it, executed in this process. */
export function graphOver(pricing: OpenSubgraph): Graph {
  return async <Result, Variables>(
    document: Parameters<typeof execute>[0]['document'],
    variables: Variables,
    call: GraphCall,
  ) => {
    const result = await execute({
      schema: pricing.schema,
      document,
      variableValues: variables as Record<string, unknown>,
      contextValue: pricing.contextFor(call),
    });
    const [error] = result.errors ?? [];
    if (error) throw error;
    // Objects of graphql-js have no prototype; over HTTP they would be plain
    return structuredClone(result.data) as Result;
  };
}

/** Finds the given passages whatever is asked, those of the asked language only. */
export function retrieverOf(passages: readonly RankedPassage[] = []): Retriever {
  return {
    async search({ language, topK }) {
      return passages.filter((each) => language === undefined || each.language === language).slice(0, topK);
    },
    async about(queries) {
      return queries.map(() => []);
    },
    aboutNow: () => null,
  };
}

export function aCall(changed: Partial<GraphCall> = {}): GraphCall {
  return {
    caller: { kind: 'SESSION', id: 'session:test', scopes: [] },
    requestId: 'test-request',
    signal: new AbortController().signal,
    ...changed,
  };
}
