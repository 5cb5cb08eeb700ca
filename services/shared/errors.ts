import { isNativeError } from 'node:util/types';
import { GraphQLError } from 'graphql';

/** The closed list of error codes that clients see. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'DOWNSTREAM_SERVICE_ERROR'
  | 'GATEWAY_TIMEOUT'
  | 'INTERNAL_SERVER_ERROR';

/** HTTP status when the whole request fails with the code. */
export const httpStatusOf: Record<ErrorCode, number> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  DOWNSTREAM_SERVICE_ERROR: 502,
  GATEWAY_TIMEOUT: 504,
  INTERNAL_SERVER_ERROR: 500,
};

type AppErrorOptions = {
  /** Shown to the caller; without it the code's own text is shown. Never holds anything internal. */
  publicMessage?: string;
  /** Extra facts for the caller, such as the field that is wrong. */
  details?: Record<string, unknown>;
  cause?: unknown;
};

const publicMessageOf: Record<ErrorCode, string> = {
  BAD_USER_INPUT: 'The input is not valid.',
  UNAUTHENTICATED: 'Identity is required.',
  FORBIDDEN: 'This is not allowed.',
  NOT_FOUND: 'Not found.',
  CONFLICT: 'The state has changed; read it again.',
  RATE_LIMITED: 'Too many requests.',
  DOWNSTREAM_SERVICE_ERROR: 'A service that this answer needs failed.',
  GATEWAY_TIMEOUT: 'The answer took too long.',
  INTERNAL_SERVER_ERROR: 'Something went wrong on our side.',
};

/**
 * A failure with a code. `message` goes to the log, `publicMessage` to the caller.
 * It is a GraphQLError, so that every GraphQL server in the process carries code and text to the client alike.
 */
export class AppError extends GraphQLError {
  readonly code: ErrorCode;
  readonly logMessage: string;

  constructor(code: ErrorCode, logMessage: string, options: AppErrorOptions = {}) {
    super(options.publicMessage ?? publicMessageOf[code], {
      extensions: { code, ...options.details },
      originalError: isNativeError(options.cause) ? options.cause : undefined,
    });
    this.name = 'AppError';
    this.code = code;
    this.logMessage = logMessage;
  }
}

/** Refuses input that the caller can mend; the text is shown as it is. */
export function badInput(message: string, details?: Record<string, unknown>): AppError {
  return new AppError('BAD_USER_INPUT', message, { publicMessage: message, details });
}
