import { badInput } from '../services/shared/errors.ts';
import type { GivenDocument } from './stages/document.ts';

/** Where a request may say which document it asks for. */
type Parameters = { query?: unknown; documentId?: unknown; extensions?: unknown };

/**
 * The document that the parameters of a request name, over HTTP and WebSocket alike: a text, a trusted document by
 * `documentId` (over WebSocket in the extensions), or the hash of an automatic persisted query, alone or beside its text (Apollo's protocol, version 1).
 * An empty text is one only when nothing else is there: some protocols insist on one.
 * @throws AppError BAD_USER_INPUT for another version of that protocol
 */
export function givenDocument({ query, documentId, extensions }: Parameters): GivenDocument {
  const hash = persistedHash(extensions);
  const text = typeof query === 'string' ? query : '';
  if (text !== '') return hash === undefined ? { text } : { text, hash };
  const id = documentId ?? propertyOf(extensions, 'documentId');
  if (typeof id === 'string') return { id };
  return hash === undefined ? { text } : { id: hash };
}

function persistedHash(extensions: unknown): string | undefined {
  const persisted = propertyOf(extensions, 'persistedQuery');
  if (persisted === undefined || persisted === null) return undefined;
  const hash = propertyOf(persisted, 'sha256Hash');
  if (propertyOf(persisted, 'version') === 1 && typeof hash === 'string') return hash;
  throw badInput('Of persisted queries, version 1 with a sha256Hash is spoken here.');
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
