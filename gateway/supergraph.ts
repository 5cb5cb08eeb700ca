import { readFile } from 'node:fs/promises';
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { readBuilt } from '../services/shared/built-file.ts';
import { textHash } from '../services/shared/document-id.ts';
import { projectPath } from '../services/shared/project-root.ts';
import { readManifests } from './documents.ts';
import { type GraphHints, graphHints } from './graph-hints.ts';

/** The composed graph: which service answers what, and what clients see of it. */
export type Supergraph = {
  sdl: string;
  /** The same parsed, without positions. */
  document: DocumentNode;
  /** What clients see. Every answer is complete by it. */
  publicSchema: GraphQLSchema;
  /** What the graph says of costs and of keeping answers. */
  hints: GraphHints;
  /** Hashes of the texts that the build has found valid by this very graph; absent where it was not built. */
  validTexts?: ReadonlySet<string>;
};

/** What clients see of a supergraph, as the build has worked it out. */
export type BuiltPublicDocument = {
  /** SHA-256 of the supergraph's text, hex */
  of: string;
  document: DocumentNode;
};

/** What the build has found out, so that no start has to. */
export type BuiltValidTexts = {
  /** SHA-256 of the supergraph's text, hex */
  of: string;
  /** SHA-256 of each valid document, hex */
  hashes: readonly string[];
};

export function supergraphFrom(
  sdl: string,
  document: DocumentNode,
  publicDocument: DocumentNode,
): Supergraph {
  // Composition has checked it; it keeps uses of directives whose definitions clients do not see.
  const publicSchema = buildASTSchema(publicDocument, { assumeValidSDL: true });
  return { sdl, document, publicSchema, hints: graphHints(document) };
}

/** The committed supergraph's text. */
export const readSupergraph = (): Promise<string> =>
  readFile(projectPath('schema', 'supergraph.graphql'), 'utf8');

/** The committed supergraph. Composition is loaded only for one that is not the build's. */
export async function loadSupergraph(): Promise<Supergraph> {
  const sdl = await readSupergraph();
  const built = await readBuilt<BuiltPublicDocument>('public-document');
  if (built?.of === textHash(sdl)) {
    const valid = await readBuilt<BuiltValidTexts>('valid-texts');
    const validTexts = valid?.of === built.of ? new Set(valid.hashes) : undefined;
    return { ...supergraphFrom(sdl, parse(sdl, { noLocation: true }), built.document), validTexts };
  }
  const { supergraphOf } = await import('./supergraph.transform.ts');
  return supergraphOf(sdl);
}

/** All trusted documents by id: of our own operations, and those that other teams have registered. */
export async function loadTrustedDocuments(): Promise<Record<string, string>> {
  const manifests = await readManifests(projectPath('schema'));
  return Object.assign({}, ...manifests.map(({ documents }) => documents));
}
