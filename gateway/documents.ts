import { createHash } from 'node:crypto';
import { type DocumentNode, print } from 'graphql';

const ids = new WeakMap<DocumentNode, string>();

/** The text under which an operation of schema/operations/ is trusted. */
export function documentText(document: DocumentNode): string {
  return print(document);
}

/** The name of a trusted document: SHA-256 of its text, hex. */
export function documentId(document: DocumentNode): string {
  const id = ids.get(document) ?? createHash('sha256').update(documentText(document)).digest('hex');
  ids.set(document, id);
  return id;
}

/**
 * The manifest of trusted documents.
 * @param documents one operation each, with the fragments it uses
 * @returns id to text, in the order of the operations' names
 */
export function trustedDocuments(documents: readonly DocumentNode[]): Record<string, string> {
  const named = documents.flatMap((document) => {
    const operation = document.definitions.find(({ kind }) => kind === 'OperationDefinition');
    const name = operation?.kind === 'OperationDefinition' ? operation.name?.value : undefined;
    return name === undefined ? [] : [{ name, document }];
  });
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(named.map(({ document }) => [documentId(document), documentText(document)]));
}
