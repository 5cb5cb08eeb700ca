import { createHash } from 'node:crypto';
import { type DocumentNode, print } from 'graphql';

const ids = new WeakMap<DocumentNode, string>();

/** The text under which an operation of schema/operations/ is trusted. */
export function documentText(document: DocumentNode): string {
  return print(document);
}

/** The name of a trusted document: SHA-256 of its text, hex. */
export function documentId(document: DocumentNode): string {
  const id = ids.get(document) ?? textHash(documentText(document));
  ids.set(document, id);
  return id;
}

/** SHA-256 of a document's text, in 64 hex digits. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
