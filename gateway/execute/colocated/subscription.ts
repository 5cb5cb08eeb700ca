import type { ExecutionResult } from 'graphql';
import type { RequestContext } from '../../../services/shared/caller.ts';
import { isPromise, type PromiseOrValue } from '../../../services/shared/promise-or-value.ts';
import { withDeadline } from '../../deadline.ts';
import { beforeAbort, subgraphFailure } from '../../subgraph.failure.ts';
import { isEventStream, mapEvents, untilAborted } from '../events.ts';
import { runTogether } from './execution.ts';
import type { Source } from './plan.source.ts';
import type { Plan } from './plans.ts';
import { Request, type Values } from './request.ts';
import { Run } from './run.ts';
import { type Holder, Slot } from './slot.ts';

type Subscription = {
  plan: Plan;
  source: Source;
  variables: Values;
  context: RequestContext;
  /** How long one event may wait for services; for ever when absent. */
  eventTimeoutMs: number | undefined;
};

/**
 * Opens the source of a subscription and answers each of its events by the plan. What lasts of the owner's context
 * lasts as long as the source; all else is made anew for each event.
 * @returns the events; a result with the error when there is no source
 */
export async function openSubscription(
  subscription: Subscription,
): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
  const { plan, source, variables, context, eventTimeoutMs } = subscription;
  const { home } = source.field;
  const request = new Request(plan.operation, variables, context);
  const opened = await openSource(source, request);
  if ('result' in opened) return opened.result;

  function answer(event: unknown): PromiseOrValue<ExecutionResult> {
    const contexts: object[] = [];
    contexts[home.index] = request.contextOf(home);
    const limited =
      eventTimeoutMs === undefined ? { context, end() {} } : withDeadline(eventTimeoutMs, context);
    const result = runTogether(
      plan.root,
      new Request(plan.operation, variables, limited.context, contexts),
      event,
    );
    if (isPromise(result)) return result.finally(limited.end);
    limited.end();
    return result;
  }

  const failure = (reason: unknown) => subgraphFailure(home.name, reason);
  return mapEvents(untilAborted(opened.events, context.signal), answer, failure);
}

async function openSource(
  { field, subscribe }: Source,
  request: Request,
): Promise<{ events: AsyncIterable<unknown> } | { result: ExecutionResult }> {
  const run = new Run(request);
  const out: Holder = {};
  const result: Holder = { data: out };
  const slot = new Slot(null, result, 'data', true);
  const failed = (reason: unknown) => {
    if (!field.fail(run, reason, out, slot)) slot.lose();
    return { result: { errors: run.errors ?? [], data: result.data as ExecutionResult['data'] } };
  };
  const { signal } = request.context;
  let isLate = false;
  try {
    return await beforeAbort(field.home.name, signal, async () => {
      try {
        const events = await field.call(subscribe, undefined, run, slot);
        if (events instanceof Error) throw events;
        if (typeof events !== 'object' || events === null || !isEventStream(events)) {
          throw new Error(`${field.facts.parentType.name}.${field.facts.fieldName} gave no events`);
        }
        if (isLate) await events[Symbol.asyncIterator]().return?.();
        return { events };
      } catch (reason) {
        return failed(reason);
      }
    });
  } catch (reason) {
    isLate = true;
    return failed(reason);
  }
}
