import { composedGraph } from '../gateway/compose.ts';
import { trustedDocuments } from '../gateway/documents.ts';
import * as operations from '../schema/generated/operations.ts';
import { accessSdl } from '../services/access/schema.ts';
import { chatSdl } from '../services/chat/schema.ts';
import { pricingSdl } from '../services/pricing/schema.ts';

/** Path to text: everything under schema/ that follows from the classes and the operations. Needs no database. */
export async function schemaFiles(): Promise<Record<string, string>> {
  const subgraphs = [
    { name: 'access', sdl: await accessSdl() },
    { name: 'chat', sdl: await chatSdl() },
    { name: 'pricing', sdl: await pricingSdl() },
  ];
  const { supergraph, publicSchema } = composedGraph(subgraphs);
  return {
    ...Object.fromEntries(subgraphs.map(({ name, sdl }) => [`schema/subgraphs/${name}.graphql`, sdl])),
    'schema/supergraph.graphql': supergraph,
    'schema/public.graphql': publicSchema,
    'schema/trusted-documents.json': `${JSON.stringify(trustedDocuments(Object.values(operations)), null, 2)}\n`,
  };
}
