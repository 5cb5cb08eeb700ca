import { type DocumentNode, execute, subscribe, validate } from 'graphql';
import type { OpenSubgraph } from '../services/shared/open-subgraph.ts';
import { beforeAbort, subgraphFailure } from './subgraph.failure.ts';
import type { Subgraph, SubgraphRequest } from './subgraph.ts';

/** A service of this process, called without a hop. */
export function makeLocalSubgraph(service: OpenSubgraph & Pick<Subgraph, 'drain' | 'warmUp'>): Subgraph {
  const { name, schema } = service;
  const checked = new WeakSet<DocumentNode>();

  // A gateway and a service of different versions: said by name, once a document, instead of wrong data.
  function checkDocument(document: DocumentNode): void {
    if (checked.has(document)) return;
    const [fault] = validate(schema, document, undefined, { maxErrors: 1 });
    if (fault) throw subgraphFailure(name, fault);
    checked.add(document);
  }

  return {
    name,
    embedded: true,
    service,
    async execute({ document, variables, kind, context }: SubgraphRequest) {
      checkDocument(document);
      const run = kind === 'subscription' ? subscribe : execute;
      return beforeAbort(name, context.signal, async () =>
        run({
          schema,
          document,
          variableValues: variables,
          contextValue: service.contextFor(context),
        }),
      );
    },
    check: (signal) => service.check(signal),
    dependencies: service.dependencies,
    dataVersion: () => service.dataVersion(),
    warmUp: () => service.warmUp?.() ?? Promise.resolve(),
    drain: () => service.drain?.() ?? Promise.resolve(),
    close: () => service.close(),
  };
}
