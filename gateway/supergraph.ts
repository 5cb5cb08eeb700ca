import { readFile } from 'node:fs/promises';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import { projectPath } from '../services/shared/project-root.ts';

/** The composed graph: which service answers what, and what clients see of it. */
export type Supergraph = {
  sdl: string;
  /** What clients see. Every answer is complete by it. */
  publicSchema: GraphQLSchema;
};

export function supergraphOf(sdl: string): Supergraph {
  const publicDocument = transformSupergraphToPublicSchema(parse(sdl));
  return { sdl, publicSchema: buildASTSchema(publicDocument) };
}

/** The committed supergraph. */
export async function loadSupergraph(): Promise<Supergraph> {
  return supergraphOf(await readFile(projectPath('schema', 'supergraph.graphql'), 'utf8'));
}

/** Trusted documents by id; none before codegen has made them. */
export async function loadTrustedDocuments(): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(projectPath('schema', 'trusted-documents.json'), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
