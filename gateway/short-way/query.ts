import { isPromise, whenReady } from '../../services/shared/promise-or-value.ts';
import { HttpContext } from '../context.ts';
import { corsHeaders } from '../cors.ts';
import type { OperationParameters } from '../graphql.parameters.ts';
import { sendResult } from '../graphql-response.ts';
import type { OperationOutcome } from '../operation.ts';
import { quotaHeaders } from '../quota.http.ts';
import { shareOf } from '../share.ts';
import type { QuotaState } from '../stages/quota.ts';
import type { Exchange } from './exchange.ts';
import { ShortReply } from './short-reply.ts';
import type { ShortWay } from './short-way.ts';

/** What is known of a request beside its query. */
type AskedHow = {
  /** See known-answers.ts. */
  words: string;
  /** Where the caller's quota stands after the unit that was taken; null where nothing is. */
  state: QuotaState | null;
};

/** Runs a known query through every stage and writes its result. */
export function answerQuery(
  exchange: Exchange,
  { document, operationName, variables }: OperationParameters,
  { words, state }: AskedHow,
  { pipeline, quotas, settings, known }: ShortWay,
): void {
  const { request, response, requestId, caller, span } = exchange;
  let shown = state;
  const show = (now: QuotaState) => {
    shown = now;
  };
  const context = new HttpContext(caller, requestId, response);
  context.span = span;
  const share = state && shareOf(quotas, () => caller, show, state);
  const asked = { context, document, operationName, variables, readOnly: false, share };

  const answer = (outcome: OperationOutcome) => {
    const reply = new ShortReply((status, head, body) => {
      if (reply.kept && Buffer.isBuffer(body)) {
        known.keep(words, reply.kept, { sent: body, headers: head, route: exchange.route });
      }
      if (shown) reply.add(quotaHeaders(shown));
      exchange.answer(status, head, body, outcome.operation);
    });
    reply.add({ 'x-request-id': requestId });
    reply.add(corsHeaders(request.headers.origin, settings.allowedOrigins));
    return sendResult({ method: 'POST', headers: request.headers }, reply, outcome);
  };
  const fail = (error: unknown) => exchange.fail(error);
  try {
    // A query has no stream of events.
    const answered = whenReady(pipeline.open(asked), (outcome) => answer(outcome as OperationOutcome));
    if (isPromise(answered)) answered.catch(fail);
  } catch (error) {
    fail(error);
  }
}
