import { type ExecutionResult, GraphQLError } from 'graphql';
import { AppError, type ErrorCode, httpStatusOf } from '../../services/shared/errors.ts';
import type { Logger } from '../../services/shared/logger.ts';
import { type DocumentFault, Refusal } from '../refusal.ts';

const documentFaults: ReadonlySet<unknown> = new Set<DocumentFault>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/** Failures of others: worth a line in the log, no defect of ours. */
const failuresOfOthers: ReadonlySet<string> = new Set<ErrorCode>([
  'DOWNSTREAM_SERVICE_ERROR',
  'GATEWAY_TIMEOUT',
]);

type Masking = { requestId: string; logger: Logger };

/**
 * What a client may see of an error: text and details of one with a code of ours, else a general text and the
 * request id. Logs it once, with its cause: defects at error level, failures of others as warnings, bad input not.
 */
export function maskError(error: unknown, masking: Masking): GraphQLError {
  logError(error, masking);
  return shown(error, masking.requestId);
}

/** The same result with every error masked. A cause that several fields failed by is logged once. */
export function maskResult(result: ExecutionResult, masking: Masking): ExecutionResult {
  if (!result.errors) return result;
  const byCause = new Map(result.errors.map((error) => [causeOf(error), error]));
  for (const error of byCause.values()) logError(error, masking);
  return { ...result, errors: result.errors.map((error) => shown(error, masking.requestId)) };
}

function shown(error: unknown, requestId: string): GraphQLError {
  if (error instanceof GraphQLError && codeOf(error) !== 'INTERNAL_SERVER_ERROR') return error;
  const path = error instanceof GraphQLError ? error.path : undefined;
  const { message, extensions } = new AppError('INTERNAL_SERVER_ERROR', 'masked');
  return new GraphQLError(message, { path, extensions: { ...extensions, requestId } });
}

function logError(error: unknown, { requestId, logger }: Masking): void {
  const code = codeOf(error);
  const path = error instanceof GraphQLError ? error.path : undefined;
  const facts = { requestId, code, path, err: causeOf(error) };
  if (code === 'INTERNAL_SERVER_ERROR') logger.error(facts, logMessageOf(error));
  else if (failuresOfOthers.has(code)) logger.warn(facts, logMessageOf(error));
}

/** The faults that an exception stands for. */
export function errorsOf(exception: unknown): readonly GraphQLError[] {
  if (exception instanceof Refusal) return exception.errors;
  if (exception instanceof GraphQLError) return [exception];
  const cause = exception instanceof Error ? exception : new Error(String(exception));
  return [new GraphQLError(cause.message, { originalError: cause })];
}

/** The code that a client sees for an error; INTERNAL_SERVER_ERROR for all that carry none of ours. */
export function codeOf(error: unknown): ErrorCode | DocumentFault {
  const code: unknown = error instanceof GraphQLError ? error.extensions.code : undefined;
  const isKnown = (typeof code === 'string' && Object.hasOwn(httpStatusOf, code)) || documentFaults.has(code);
  return isKnown ? (code as ErrorCode | DocumentFault) : 'INTERNAL_SERVER_ERROR';
}

/** Whether an error says that a service failed. */
export function isOutage(error: GraphQLError): boolean {
  return failuresOfOthers.has(codeOf(error));
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

function logMessageOf(error: unknown): string {
  if (error instanceof AppError) return error.logMessage;
  if (error instanceof GraphQLError && error.originalError) return logMessageOf(error.originalError);
  return error instanceof Error ? error.message : String(error);
}
