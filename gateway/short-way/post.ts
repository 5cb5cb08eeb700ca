import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../services/shared/caller.ts';
import { whenReady } from '../../services/shared/promise-or-value.ts';
import { parametersOf } from '../graphql.parameters.ts';
import { acceptsEventsOnly } from '../graphql.stream.ts';
import { acceptedForm } from '../graphql-response.ts';
import { afterGivingBack } from '../share.ts';
import type { QuotaState } from '../stages/quota.ts';
import { plainLength, readBody } from './body.ts';
import { callerOf } from './caller.ts';
import { Exchange } from './exchange.ts';
import { answerKnown, wordsOf } from './known-answers.ts';
import { answerQuery } from './query.ts';
import type { ShortWay } from './short-way.ts';

/** Gives what a text stands for, or why it is none. */
type ParseJson = (request: never, text: string, done: (error: Error | null, value?: unknown) => void) => void;

export type Posts = {
  /** Answers to what is posted there may be kept. */
  expect(path: string): void;
  /** Whether a request is taken care of. */
  takes(request: IncomingMessage, response: ServerResponse): boolean;
};

/** One request whose unit was taken and whose body is being read. */
type Post = {
  request: IncomingMessage;
  response: ServerResponse;
  caller: Caller;
  state: QuotaState | null;
  startedAt: number;
};

const graphql = '/graphql';
const json = /^application\/json(; ?charset=utf-8)?$/i;

/**
 * Takes POSTs in the usual form: one unit of the caller's quota first, then the body; after that they are answered here if
 * they were asked in the same words before or are queries of a known document.
 * @param parseJson the one of the long way
 */
export function makePosts(way: ShortWay, parseJson: ParseJson): Posts {
  const paths = new Set<string>();

  function takes(request: IncomingMessage, response: ServerResponse): boolean {
    const { url = '', headers } = request;
    if (url !== graphql && !paths.has(url)) return false;
    const length = plainLength(request);
    if (length === null || headers.host === undefined || !json.test(headers['content-type'] ?? ''))
      return false;
    const admitted = callerOf(request, way);
    if (!admitted) return false;
    const { caller, isExempt } = admitted;
    if (url === graphql && !asksForResult(caller, headers.accept)) return false;
    const startedAt = performance.now();
    whenReady(isExempt ? null : way.quotas.take(caller, 1), (state) => {
      const post: Post = { request, response, caller, state, startedAt };
      // Refused: nothing of the request is read.
      if (state && !state.allowed) goOn(post, null, null);
      else
        readBody(
          request,
          length,
          (body) => answer(post, body),
          () => exchangeOf(post).left(),
        );
    });
    return true;
  }

  function answer(post: Post, body: Buffer): void {
    const text = body.toString();
    const words = `${wordsOf(post.request)}\n${text}`;
    try {
      if (!answersKnown(post, words) && !answersQuery(post, words, text)) goOn(post, body, words);
    } catch (error) {
      way.giveUp(post.response, error);
    }
  }

  function answersKnown(post: Post, words: string): boolean {
    const found = way.known.get(words);
    const kept = found && way.cache.kept(found.key);
    if (!found || kept?.body !== found.stored) return false;
    const { caller, state } = post;
    if (state) way.quotas.giveBack(caller, 1);
    answerKnown(exchangeOf(post), found, kept, state && afterGivingBack(state, 1));
    return true;
  }

  function answersQuery(post: Post, words: string, text: string): boolean {
    if (post.request.url !== graphql) return false;
    const parameters = parametersOf(parsed(text));
    if (!parameters) return false;
    const operation = way.pipeline.known(parameters.document, parameters.operationName);
    if (operation?.kind !== 'query') return false;
    answerQuery(exchangeOf(post), parameters, { words, state: post.state }, way);
    return true;
  }

  function parsed(text: string): unknown {
    let value: unknown;
    parseJson(undefined as never, text, (_error, given) => {
      value = given;
    });
    return value;
  }

  function goOn({ request, response, caller, state }: Post, body: Buffer | null, words: string | null): void {
    way.goLongWay(request, response, { caller, state, body, words });
  }

  function exchangeOf({ request, response, caller, startedAt }: Post): Exchange {
    return new Exchange(way, { request, response, caller, route: request.url ?? '', startedAt });
  }

  return { expect: (path) => void paths.add(path), takes };
}

/** Whether a single result in a form of ours is asked for, by a caller who needs no session for it. */
function asksForResult({ kind }: Caller, accept: string | undefined): boolean {
  return kind !== 'ANONYMOUS' && acceptedForm(accept) !== null && !acceptsEventsOnly(accept);
}
