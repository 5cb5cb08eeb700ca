import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { type DocumentNode, parse, visit } from 'graphql';
import { textHash } from '../services/shared/document-id.ts';
import { type BuiltPublicDocument, type Supergraph, supergraphFrom } from './supergraph.ts';

const hidden: ReadonlySet<string> = new Set(['cacheControl', 'CacheControlScope']);

/** A supergraph with what clients see of it worked out anew. */
export function supergraphOf(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  return supergraphFrom(sdl, document, publicDocumentOf(document));
}

/** For the build, so that no start has to work it out. */
export function builtPublicDocument(sdl: string): BuiltPublicDocument {
  return { of: textHash(sdl), document: publicDocumentOf(parse(sdl, { noLocation: true })) };
}

/** Composition takes out what is of federation; caching hints are our own, and tell clients nothing they can use. */
function publicDocumentOf(supergraph: DocumentNode): DocumentNode {
  const removed = ({ name }: { name: { value: string } }) => (hidden.has(name.value) ? null : undefined);
  return visit(transformSupergraphToPublicSchema(supergraph), {
    DirectiveDefinition: removed,
    Directive: removed,
    EnumTypeDefinition: removed,
  });
}
