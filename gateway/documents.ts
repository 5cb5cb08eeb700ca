import type { DocumentNode } from 'graphql';
import { documentId, documentText } from '../services/shared/document-id.ts';

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
