import type { ExecutionResult } from 'graphql';
import type { RequestContext } from '../../../services/shared/caller.ts';
import { isPromise, type PromiseOrValue } from '../../../services/shared/promise-or-value.ts';
import { DeadlineContext } from '../../deadline.ts';
import { beforeAbort, subgraphFailure } from '../../subgraph.failure.ts';
import { isEventStream, mapEvents, tellingFailure, untilAborted } from '../events.ts';
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
  if ('failure' in opened) return failed(source, request, opened.failure);

  function answer(event: unknown): PromiseOrValue<ExecutionResult> {
    const contexts: object[] = [];
    contexts[home.index] = request.contextOf(home);
    const limited = eventTimeoutMs === undefined ? null : new DeadlineContext(eventTimeoutMs, context);
    const result = runTogether(
      plan.root,
      new Request(plan.operation, variables, limited ?? context, contexts),
      event,
    );
    if (isPromise(result)) return result.finally(() => limited?.end());
    limited?.end();
    return result;
  }

  const events = mapEvents(untilAborted(opened.events, context.signal), answer);
  return tellingFailure(events, (reason) => failed(source, request, subgraphFailure(home.name, reason)));
}

type Opened = { events: AsyncIterable<unknown> } | { failure: unknown };

async function openSource({ field, subscribe }: Source, request: Request): Promise<Opened> {
  const { name } = field.home;
  let isLate = false;
  async function open(): Promise<Opened> {
    try {
      const events = await field.call(subscribe, undefined, new Run(request), rootSlot({}));
      if (events instanceof Error) throw events;
      if (typeof events !== 'object' || events === null || !isEventStream(events)) {
        throw new Error(`${field.facts.parentType.name}.${field.facts.fieldName} gave no events`);
      }
      if (isLate) await events[Symbol.asyncIterator]().return?.();
      return { events };
    } catch (failure) {
      return { failure };
    }
  }
  try {
    return await beforeAbort(name, request.context.signal, open);
  } catch (failure) {
    isLate = true;
    return { failure };
  }
}

/** What a client gets when its one field has no events to give. */
function failed({ field }: Source, request: Request, reason: unknown): ExecutionResult {
  const run = new Run(request);
  const out: Holder = {};
  const result: Holder = { data: out };
  const slot = rootSlot(result);
  if (!field.fail(run, reason, out, slot)) slot.lose();
  return { errors: run.errors ?? [], data: result.data as ExecutionResult['data'] };
}

function rootSlot(result: Holder): Slot {
  return new Slot(null, result, 'data', true);
}
