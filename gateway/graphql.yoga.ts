import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Logger } from '../services/shared/logger.ts';
import { givenDocument } from './given-document.ts';
import type { OperationParameters } from './graphql.parameters.ts';
import { maskError } from './stages/mask.ts';

/** What Yoga hands through: where the parameters go once they are read. */
type Reading = {
  /** What Yoga does not take from an address. */
  inAddress: { documentId?: unknown };
  read(parameters: OperationParameters): void;
};

/** Reads a request as GraphQL over HTTP says; one that can't be read is answered, and gives null. */
export type ReadRequest = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<OperationParameters | null>;

/** Codes of a request that can't be read: Yoga's own, and ours for what Yoga does not look at. */
const refusals: ReadonlySet<unknown> = new Set(['BAD_REQUEST', 'BAD_USER_INPUT']);

/** Yoga as the reader of requests that are formed out of the ordinary, or hold a document for the first time. */
export function makeYogaReader(logger: Logger): ReadRequest {
  const yoga = createYoga<Reading>({
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    cors: false,
    logging: false,
    maxRequestBodySize: false,
    extraParamNames: ['documentId'],
    maskedErrors: {
      maskError: (error) => unreadable(error) ?? maskError(error, { requestId: 'unknown', logger }),
    },
    plugins: [handingOver],
  });

  return async ({ method, url, query, body, headers: given }, reply) => {
    const { documentId } = query as Reading['inAddress'];
    const inAddress = method === 'GET' ? { documentId } : {};
    const headers = Object.entries(given).map(([name, value]): [string, string] => [name, `${value}`]);
    const asked = new yoga.fetchAPI.Request(`http://gateway${url}`, { method, headers });
    // The body is read and parsed already, within the limits of every other route.
    Object.defineProperty(asked, 'json', { value: async () => body });
    let parameters: OperationParameters | null = null;
    const read: Reading['read'] = (found) => {
      parameters = found;
    };
    const answer = await yoga.fetch(asked, { inAddress, read });
    if (parameters) return parameters;
    answer.headers.forEach((value, name) => void reply.header(name, value));
    reply.code(answer.status).send(await answer.text());
    return null;
  };
}

const handingOver: Plugin<Record<string, unknown>, Reading> = {
  onParams({ params, setParams, setParamsHandler, context: { inAddress, read } }) {
    if (!['string', 'undefined'].includes(typeof (params.operationName ?? undefined))) {
      throw badRequest('operationName must be a string.');
    }
    const { operationName, variables } = params;
    const document = givenDocument({ ...inAddress, ...params });
    // Yoga insists on a text; a document that is asked for by its id has none.
    if ('id' in document) setParams({ ...params, query: '' });
    setParamsHandler(async () => {
      read({ document, operationName, variables });
      return {};
    });
  },
};

/** A request that can't be read as GraphQL over HTTP at all; null for anything else. */
function unreadable(error: unknown): GraphQLError | null {
  if (error instanceof SyntaxError) return badRequest('The parameters are not valid JSON.');
  if (!(error instanceof GraphQLError) || !refusals.has(error.extensions.code)) return null;
  const { status = 400 } = (error.extensions.http ?? {}) as { status?: number };
  return badRequest(error.message, status);
}

function badRequest(message: string, status = 400): GraphQLError {
  return new GraphQLError(message, {
    // Yoga reads `http` and takes it out; the status holds whatever form of result the client takes.
    extensions: { code: 'BAD_USER_INPUT', http: { status, spec: false } },
  });
}
