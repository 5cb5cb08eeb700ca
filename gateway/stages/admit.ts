import { badInput } from '../../services/shared/errors.ts';
import type { GivenDocument } from './document.ts';

/** Largest request body, in bytes. The HTTP server refuses more before it reads on. */
export const maxBodyBytes = 1_048_576;

/** Longest document, in characters. The largest that the project's own pages send has under 4,000. */
export const maxDocumentLength = 65_536;

/**
 * Decides whether an operation may go on at all, before anything of it is parsed.
 * @throws AppError BAD_USER_INPUT when the document is too long
 */
export function admitOperation(request: { document: GivenDocument }): void {
  if ('text' in request.document && request.document.text.length > maxDocumentLength) {
    throw badInput(`The document has more than ${maxDocumentLength} characters.`);
  }
}
