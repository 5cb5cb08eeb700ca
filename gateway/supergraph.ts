import { readFile } from 'node:fs/promises';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse, visit } from 'graphql';
import { projectPath } from '../services/shared/project-root.ts';
import { readManifests } from './documents.ts';
import { type GraphHints, graphHints } from './graph-hints.ts';

/** The composed graph: which service answers what, and what clients see of it. */
export type Supergraph = {
  sdl: string;
  /** What clients see. Every answer is complete by it. */
  publicSchema: GraphQLSchema;
  /** What the graph says of costs and of keeping answers. */
  hints: GraphHints;
};

const hidden: ReadonlySet<string> = new Set(['cacheControl', 'CacheControlScope']);

export function supergraphOf(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const publicDocument = withoutHints(transformSupergraphToPublicSchema(document));
  // Composition has checked it; it keeps uses of directives whose definitions clients do not see.
  const publicSchema = buildASTSchema(publicDocument, { assumeValidSDL: true });
  return { sdl, publicSchema, hints: graphHints(document) };
}

/** Composition takes out what is of federation; caching hints are our own, and tell clients nothing they can use. */
function withoutHints(document: DocumentNode): DocumentNode {
  const removed = ({ name }: { name: { value: string } }) => (hidden.has(name.value) ? null : undefined);
  return visit(document, { DirectiveDefinition: removed, Directive: removed, EnumTypeDefinition: removed });
}

/** The committed supergraph. */
export async function loadSupergraph(): Promise<Supergraph> {
  return supergraphOf(await readFile(projectPath('schema', 'supergraph.graphql'), 'utf8'));
}

/** All trusted documents by id: of our own operations, and those that other teams have registered. */
export async function loadTrustedDocuments(): Promise<Record<string, string>> {
  const manifests = await readManifests(projectPath('schema'));
  return Object.assign({}, ...manifests.map(({ documents }) => documents));
}
