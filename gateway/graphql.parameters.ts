import type { FastifyRequest } from 'fastify';
import { givenDocument } from './given-document.ts';
import type { GivenDocument } from './stages/document.ts';

/** What GraphQL over HTTP hands over, read and of the right types. */
export type OperationParameters = {
  document: GivenDocument;
  operationName: string | null | undefined;
  variables: Readonly<Record<string, unknown>> | null | undefined;
};

type Given = Readonly<Record<string, unknown>>;

const names: ReadonlySet<string> = new Set([
  'query',
  'documentId',
  'operationName',
  'variables',
  'extensions',
]);

/**
 * The parameters of a request that is formed as nearly all are.
 * @returns null for any other: Yoga reads it and says what is wrong
 */
export function plainParameters({ method, body, query }: FastifyRequest): OperationParameters | null {
  return method === 'POST' ? parametersOf(body) : parametersOfQuery(query as Given);
}

/** Variables and extensions are JSON in a query string. */
function parametersOfQuery(given: Given): OperationParameters | null {
  try {
    const { variables, extensions, ...rest } = given;
    return parametersOf({ ...rest, variables: jsonOf(variables), extensions: jsonOf(extensions) });
  } catch {
    return null;
  }
}

function jsonOf(value: unknown): unknown {
  return typeof value === 'string' && value !== '' ? JSON.parse(value) : value;
}

/** Those of a value that was JSON. */
export function parametersOf(given: unknown): OperationParameters | null {
  if (!isRecord(given)) return null;
  for (const name in given) if (!names.has(name)) return null;
  const { query, operationName, variables, extensions } = given;
  if (operationName != null && typeof operationName !== 'string') return null;
  if (variables != null && !isRecord(variables)) return null;
  if (extensions != null && !isRecord(extensions)) return null;
  if (query != null && typeof query !== 'string') return null;
  const document = documentIn(given);
  return document && { document, operationName, variables };
}

/** @returns null for what names no document, or not as it should */
function documentIn(given: Given): GivenDocument | null {
  try {
    const document = givenDocument(given);
    return 'text' in document && document.text === '' ? null : document;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
