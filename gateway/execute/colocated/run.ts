import { GraphQLError } from 'graphql';
import { subgraphFailure } from '../../subgraph.failure.ts';
import type { Request } from './request.ts';
import { type Holder, isLost, pathOf, putNull, type Slot } from './slot.ts';

/**
 * A piece of work with an end of its own: a request, one event, or the making of a reference. It ends in the call that
 * begins it unless something has to be waited for; only then is anything kept.
 */
export class Run {
  readonly request: Request;
  /** Null while there are none: most work has none. */
  errors: GraphQLError[] | null = null;
  /** What is waited for. */
  pending = 0;
  /** Called when nothing is waited for any more. */
  onEnd: () => void = nothing;

  constructor(request: Request) {
    this.request = request;
  }

  addError(error: GraphQLError): void {
    if (this.errors === null) this.errors = [error];
    else this.errors.push(error);
  }

  /** One of those that were waited for has come. */
  settle(): void {
    this.pending -= 1;
    if (this.pending === 0) this.onEnd();
  }
}

const nothing = () => {};

/** Something that is waited for, and can be given up. */
export type Waiting = { giveUp(reason: unknown): void };

/** Where a value goes, and how it goes on with what comes. Both give false when what is around the value can't stand. */
type Awaited = {
  run: Run;
  /** The object or list that is being filled. */
  slot: Slot;
  /** Name of the service that is waited for. */
  owner: string;
  /** May throw, which is a failure. */
  next(value: unknown): boolean;
  fail(reason: unknown): boolean;
};

/** Goes on when the promise settles, or with a failure of its owner once the request is aborted. */
export function wait(promise: PromiseLike<unknown>, { run, slot, owner, next, fail }: Awaited): true {
  run.pending += 1;
  let isOver = false;
  const end = (work: (given: unknown) => boolean, given: unknown) => {
    if (isOver) return;
    isOver = true;
    if (!isLost(slot) && !attempt(work, given, fail)) putNull(slot);
    run.settle();
  };
  promise.then(
    (value) => end(next, value),
    (reason) => end(fail, reason),
  );
  run.request.watch({ giveUp: (reason) => end(fail, subgraphFailure(owner, reason)) });
  return true;
}

function attempt(
  work: (given: unknown) => boolean,
  given: unknown,
  fail: (reason: unknown) => boolean,
): boolean {
  try {
    return work(given);
  } catch (reason) {
    return fail(reason);
  }
}

/**
 * Puts an error, and null where it may stand, at one place of the result.
 * @returns false when null may not stand there
 */
export function failAt(
  run: Run,
  reason: unknown,
  holder: Holder,
  key: string | number,
  parent: Slot,
  isNullable: boolean,
): boolean {
  const error = reason instanceof Error ? reason : new Error(`Unexpected error value: ${String(reason)}`);
  const path = [...pathOf(parent), key];
  run.addError(new GraphQLError(error.message, { path, originalError: error }));
  if (isNullable) holder[key] = null;
  return isNullable;
}
