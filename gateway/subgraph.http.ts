import { type DocumentNode, type ExecutionResult, GraphQLError, print } from 'graphql';
import { z } from 'zod';
import { httpStatusOf } from '../services/shared/errors.ts';
import { beforeAbort, subgraphFailure } from './subgraph.failure.ts';
import type { Subgraph, SubgraphRequest } from './subgraph.ts';

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

/** The header by which a service tells the version of the data behind its answer. */
const dataVersionHeader = 'x-data-version';
const versionMaxAgeMs = 5_000;
const checkTimeoutMs = 2_000;

/**
 * A service at an address of its own. Connections are kept alive by Node's own `fetch`.
 * @param fetchAnswer `fetch`, or a stand-in for tests
 */
export function makeHttpSubgraph(name: string, url: string, fetchAnswer: typeof fetch = fetch): Subgraph {
  const texts = new WeakMap<DocumentNode, string>();
  let version = 'unknown';
  let versionSeenAt = Number.NEGATIVE_INFINITY;

  function textOf(document: DocumentNode): string {
    const text = texts.get(document) ?? print(document);
    texts.set(document, text);
    return text;
  }

  async function post(body: string, signal: AbortSignal, requestId?: string): Promise<unknown> {
    const response = await fetchAnswer(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(requestId && { 'x-request-id': requestId }),
      },
      body,
      signal,
      redirect: 'error',
    });
    version = response.headers.get(dataVersionHeader) ?? version;
    versionSeenAt = performance.now();
    if (!response.headers.get('content-type')?.includes('json')) {
      await response.body?.cancel();
      throw new Error(`answered with status ${response.status} and no JSON`);
    }
    return response.json();
  }

  async function check(signal: AbortSignal): Promise<void> {
    const { data } = answer.parse(await post('{"query":"{__typename}"}', signal));
    if (!data) throw new Error('answered without data');
  }

  return {
    name,
    embedded: false,
    async execute({ document, variables, kind, context }: SubgraphRequest) {
      if (kind === 'subscription') throw subgraphFailure(name, new Error('no subscriptions over HTTP'));
      const { signal, requestId } = context;
      const body = JSON.stringify({ query: textOf(document), variables });
      return beforeAbort(name, signal, async () =>
        resultOf(name, answer.parse(await post(body, signal, requestId))),
      );
    },
    check,
    // Other answers bring the version along; a gateway that answers from its cache alone has to ask now and then.
    dataVersion() {
      if (performance.now() - versionSeenAt > versionMaxAgeMs) {
        versionSeenAt = performance.now();
        check(AbortSignal.timeout(checkTimeoutMs)).catch(() => {});
      }
      return version;
    },
    close: async () => {},
  };
}

/** Errors with a code of ours stay as they are; all others become a failure of the service, told by its name only. */
function resultOf(name: string, { data, errors }: z.infer<typeof answer>): ExecutionResult {
  return {
    data,
    errors: errors?.map(({ message, path, extensions }) => {
      const { stacktrace: _stacktrace, ...kept } = extensions ?? {};
      if (typeof kept.code === 'string' && Object.hasOwn(httpStatusOf, kept.code)) {
        return new GraphQLError(message, { path, extensions: kept });
      }
      const failure = subgraphFailure(name, new Error(message));
      return new GraphQLError(failure.message, {
        path,
        originalError: failure,
        extensions: failure.extensions,
      });
    }),
  };
}
