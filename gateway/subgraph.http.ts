import { randomUUID } from 'node:crypto';
import { type DocumentNode, type ExecutionResult, print } from 'graphql';
import { type Caller, gatewayCaller } from '../services/shared/caller.ts';
import type { SignedCalls } from '../services/shared/signed-call.ts';
import type { Span } from '../services/shared/trace.ts';
import { subgraphResult } from './subgraph.answer.ts';
import { type AnswerHead, openConnections, type ServiceAnswer } from './subgraph.connection.ts';
import { subgraphFailure } from './subgraph.failure.ts';
import { subgraphStream } from './subgraph.stream.ts';
import type { Subgraph, SubgraphRequest } from './subgraph.ts';
import { makeWaiting } from './subgraph.waiting.ts';

/** The header by which a service tells the version of the data behind its answer. */
const dataVersionHeader = 'x-data-version';
const versionMaxAgeMs = 5_000;
const checkTimeoutMs = 2_000;
/** A service says every quarter of a minute that it lives; after three times that it is taken for dead. */
const silenceMs = 45_000;

const anyResult = 'application/graphql-response+json, application/json';

type HttpSubgraphOptions = {
  /** Tells the service who asks; absent for one whose answers are the same for everybody. */
  signedCalls?: SignedCalls;
  /** How long a stream may be silent; 45 s when absent. */
  streamSilenceMs?: number;
};

/** On whose behalf a service is asked, and within what work. */
type Asker = { caller: Caller; requestId?: string; span?: Span };

/**
 * A service at an address of its own. The same query to it from the same caller is sent once while it is under way;
 * one whose answers are the same for everybody is sent once for all.
 */
export function makeHttpSubgraph(
  name: string,
  url: string,
  { signedCalls, streamSilenceMs = silenceMs }: HttpSubgraphOptions = {},
): Subgraph {
  const connections = openConnections(url);
  const waiting = makeWaiting();
  const beginnings = new WeakMap<DocumentNode, string>();
  // Its own in each process: answers of a time when nobody knew are not taken over by others that know as little.
  let version = `unknown to ${randomUUID()}`;
  let versionSeenAt = Number.NEGATIVE_INFINITY;

  /** Everything of a body before the variables, which are all that changes from call to call. */
  function beginningOf(document: DocumentNode): string {
    let beginning = beginnings.get(document);
    if (beginning === undefined) {
      beginning = `{"query":${JSON.stringify(print(document))}`;
      beginnings.set(document, beginning);
    }
    return beginning;
  }

  function headersFor(body: string, { caller, requestId, span }: Asker, accept: string) {
    return {
      'content-type': 'application/json',
      accept,
      ...(requestId && { 'x-request-id': requestId }),
      ...(span && { traceparent: span.traceparent }),
      ...signedCalls?.sign(caller, body),
    };
  }

  function noteVersion({ headers }: AnswerHead): void {
    version = String(headers[dataVersionHeader] ?? version);
    versionSeenAt = performance.now();
  }

  function resultOf(answer: ServiceAnswer): ExecutionResult {
    noteVersion(answer);
    if (!String(answer.headers['content-type']).includes('json')) {
      throw new Error(`answered with status ${answer.status} and no JSON`);
    }
    return subgraphResult(name, JSON.parse(answer.text));
  }

  async function execute(request: SubgraphRequest): ReturnType<Subgraph['execute']> {
    const { document, variables, kind, context, raw = false } = request;
    const { signal, caller } = context;
    const body = variables
      ? `${beginningOf(document)},"variables":${JSON.stringify(variables)}}`
      : `${beginningOf(document)}}`;
    try {
      signal.throwIfAborted();
      if (kind === 'subscription') {
        const asking = { body, headers: headersFor(body, context, 'text/event-stream') };
        return await subgraphStream({ name, signal, raw }, (reader) =>
          connections.read(asking, reader, streamSilenceMs),
        );
      }
      const begin = () =>
        connections.ask({ body, headers: headersFor(body, context, anyResult) }, kind === 'query');
      if (kind === 'mutation') return resultOf(await waiting.alone(begin(), signal));
      const key = signedCalls ? `${JSON.stringify(caller)} ${body}` : body;
      return resultOf(await waiting.together(key, begin, signal));
    } catch (reason) {
      throw subgraphFailure(name, reason);
    }
  }

  async function check(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const body = '{"query":"{__typename}"}';
    const call = connections.ask(
      { body, headers: headersFor(body, { caller: gatewayCaller }, anyResult) },
      true,
    );
    const { data } = resultOf(await waiting.alone(call, signal));
    if (!data) throw new Error('answered without data');
  }

  return {
    name,
    embedded: false,
    execute,
    check,
    // Other answers bring the version along; a gateway that answers from its cache alone has to ask now and then.
    dataVersion() {
      if (performance.now() - versionSeenAt > versionMaxAgeMs) {
        versionSeenAt = performance.now();
        check(AbortSignal.timeout(checkTimeoutMs)).catch(() => {});
      }
      return version;
    },
    close: () => connections.close(),
  };
}
