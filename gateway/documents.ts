import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type DocumentNode, Kind } from 'graphql';
import { documentId, documentText } from '../services/shared/document-id.ts';

/** Trusted documents from one place, by id. */
export type Manifest = {
  /** A file below schema/. */
  file: string;
  documents: Readonly<Record<string, string>>;
};

/** Of our own operations, and beside it the folder where those of other teams are, a file each. */
const ownFile = 'trusted-documents.json';
const othersFolder = 'trusted';

/**
 * The manifest of our own operations.
 * @param documents one operation each, with the fragments it uses
 * @returns id to text, in the order of the operations' names
 */
export function trustedDocuments(documents: readonly DocumentNode[]): Record<string, string> {
  const named = documents.flatMap((document) => {
    const name = operationName(document);
    return name === undefined ? [] : [{ name, document }];
  });
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(named.map(({ document }) => [documentId(document), documentText(document)]));
}

/** @returns the name of a document's first operation, if it has both */
export function operationName(document: DocumentNode): string | undefined {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operation?.name?.value;
}

/**
 * Every manifest there is: ours first, then those of other teams in the order of their names.
 * @param folder schema/
 */
export async function readManifests(folder: string): Promise<Manifest[]> {
  const others = await ifThere(readdir(join(folder, othersFolder)), []);
  const files = others.filter((name) => name.endsWith('.json')).map((name) => join(othersFolder, name));
  return Promise.all(
    [ownFile, ...files.sort()].map(async (file) => {
      // Ours is missing before the set-up has made it.
      const text = await ifThere(readFile(join(folder, file), 'utf8'), '{}');
      return { file, documents: JSON.parse(text) as Manifest['documents'] };
    }),
  );
}

/** Where the documents of a team are, below schema/. */
export function manifestFile(team: string): string {
  return join(othersFolder, `${basename(team)}.json`);
}

function ifThere<Found>(reading: Promise<Found>, otherwise: Found): Promise<Found> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return otherwise;
    throw error;
  });
}
