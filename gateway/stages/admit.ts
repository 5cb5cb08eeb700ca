import { visit } from 'graphql';
import { AppError, badInput } from '../../services/shared/errors.ts';
import type { GivenDocument } from './document.ts';
import { admitVariables } from './nesting.ts';
import type { Operation } from './operation.ts';

/** Largest request body, in bytes. The HTTP server refuses more before it reads on. */
export const maxBodyBytes = 1_048_576;

/** Largest head of a request, its address included, in bytes: cookies, a token and a GET with its variables have room. */
export const maxHeaderBytes = 16_384;

/** Longest document, in characters. The largest that the project's own pages send has under 4,000. */
export const maxDocumentLength = 65_536;

/**
 * Decides whether an operation may go on at all, before anything of it is parsed.
 * @throws AppError BAD_USER_INPUT when the document is too long, or the variables are too deep
 */
export function admitOperation(request: { document: GivenDocument; variables?: unknown }): void {
  if ('text' in request.document && request.document.text.length > maxDocumentLength) {
    throw badInput(`The document has more than ${maxDocumentLength} characters.`);
  }
  admitVariables(request.variables);
}

/** What makes the chat write: were it to ask this of itself, it might never end. */
const beginsAnswers: ReadonlySet<string> = new Set(['ask', 'chat', 'regenerateAnswer']);

/**
 * Decides whether a service of ours may run an operation.
 * @throws AppError FORBIDDEN for one that would begin an answer
 */
export function admitInternal({ document, kind }: Operation): void {
  if (kind === 'query') return;
  visit(document, {
    Field({ name }) {
      if (beginsAnswers.has(name.value)) {
        throw new AppError('FORBIDDEN', `an internal call of ${name.value}`);
      }
    },
  });
}
