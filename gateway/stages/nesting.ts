import { Lexer, Source, TokenKind } from 'graphql';
import { badInput } from '../../services/shared/errors.ts';

/**
 * Most brackets inside one another, in a document or in variables. What looks at either calls itself for each level, and
 * some thousand levels end any stack; people and pages use fewer than twenty.
 */
export const maxNesting = 100;

const openers: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closers: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Whether a document, which need not be one, is nested too deep to be parsed. */
export function isTooDeep(text: string): boolean {
  if (!hasManyOpeners(text)) return false;
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
      if (openers.has(kind)) depth += 1;
      else if (closers.has(kind)) depth -= 1;
      if (depth > maxNesting) return true;
    }
  } catch {
    // No token: the parser says so, at the same place, before it gets any deeper.
  }
  return false;
}

/** Nearly every document has too few, which costs a look at each of its characters and no more. */
function hasManyOpeners(text: string): boolean {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b || code === 0x28) count += 1;
  }
  return count > maxNesting;
}

/**
 * Decides whether variables can be looked at.
 * @throws AppError BAD_USER_INPUT when they are nested too deep
 */
export function admitVariables(variables: unknown): void {
  if (isDeeper(variables, maxNesting))
    throw badInput(`The variables are nested more than ${maxNesting} deep.`);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) {
    if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true;
  }
  return false;
}
