import type { ExecutionResult } from 'graphql';
import type { PromiseOrValue } from '../../../services/shared/promise-or-value.ts';
import type { Request } from './request.ts';
import { Run } from './run.ts';
import type { Selection } from './selection.ts';
import { type Holder, Slot } from './slot.ts';

/** An execution that has begun: what is filled in, and where. */
type Begun = { run: Run; result: Holder; out: Holder; slot: Slot };

/** Runs all root fields at the same time. */
export function runTogether(
  root: Selection,
  request: Request,
  source: unknown,
): PromiseOrValue<ExecutionResult> {
  const begun = begin(root, request);
  const { run, out, slot } = begun;
  if (!root.fill(run, source, out, slot)) slot.lose();
  if (run.pending === 0) return end(begun);
  return new Promise((resolve) => {
    run.onEnd = () => resolve(end(begun));
  });
}

/** Runs root fields one after the other, each when what the one before changed is known. */
export function runInSeries(root: Selection, request: Request): PromiseOrValue<ExecutionResult> {
  const begun = begin(root, request);
  const { run, out, slot } = begun;
  let next = 0;

  function goOn(): boolean {
    while (next < root.steps.length && !slot.isDead) {
      const step = root.steps[next];
      next += 1;
      // What was looked up before may have changed.
      request.entities = [];
      if (!step?.run(run, undefined, out, slot)) slot.lose();
      if (run.pending > 0) return false;
    }
    return true;
  }

  if (goOn()) return end(begun);
  return new Promise((resolve) => {
    run.onEnd = () => {
      if (goOn()) resolve(end(begun));
    };
  });
}

function begin(root: Selection, request: Request): Begun {
  const out = root.blank();
  const result: Holder = { data: out };
  return { run: new Run(request), result, out, slot: new Slot(null, result, 'data', true) };
}

function end({ run, result }: Begun): ExecutionResult {
  run.request.release();
  const data = result.data as ExecutionResult['data'];
  return run.errors === null ? { data } : { errors: run.errors, data };
}
