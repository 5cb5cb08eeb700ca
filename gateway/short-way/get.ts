import type { IncomingMessage, ServerResponse } from 'node:http';
import { isPromise } from '../../services/shared/promise-or-value.ts';
import type { QuotaState } from '../stages/quota.ts';
import { callerOf } from './caller.ts';
import { Exchange } from './exchange.ts';
import { answerKnown, wordsOf } from './known-answers.ts';
import type { ShortWay } from './short-way.ts';

/** A request with one of these is looked at more closely than this way does. */
const closerLook = ['if-none-match', 'range', 'sec-fetch-site'] as const;

/**
 * Answers a GET that was asked in the same words before, if the answer is still kept: who asks is found out and its quota
 * looked at as for every request, but such an answer is free.
 * @returns whether it is taken care of
 */
export function answersGet(request: IncomingMessage, response: ServerResponse, way: ShortWay): boolean {
  const found = way.known.get(wordsOf(request));
  if (!found || request.method !== 'GET') return false;
  for (const name of closerLook) if (request.headers[name] !== undefined) return false;
  const startedAt = performance.now();
  const admitted = callerOf(request, way);
  if (!admitted) return false;
  const { caller, isExempt } = admitted;

  const answers = (state: QuotaState | null): boolean => {
    if (state && !state.allowed) return false;
    const answer = way.cache.kept(found.key);
    if (answer?.body !== found.stored) return false;
    const exchange = new Exchange(way, { request, response, caller, route: found.route, startedAt });
    answerKnown(exchange, found, answer, null);
    return true;
  };
  const state = isExempt ? null : way.quotas.peek(caller);
  if (!isPromise(state)) return answers(state);
  state.then((ready) => {
    if (!answers(ready)) way.goLongWay(request, response);
  });
  return true;
}
