import { readsNoInfo } from '../../../services/shared/direct-call.ts';
import { isPromise } from '../../../services/shared/promise-or-value.ts';
import { missingValue } from '../completion.ts';
import type { ReadArguments } from './arguments.ts';
import type { Completer } from './completer.ts';
import type { Home } from './home.ts';
import { type FieldFacts, FieldInfo, type Info, type Resolve } from './info.ts';
import type { Request, Values } from './request.ts';
import { failAt, type Run, wait } from './run.ts';
import type { Step } from './selection.ts';
import { type Holder, pathOf, type Slot } from './slot.ts';

export type FieldParts = {
  key: string | number;
  home: Home;
  facts: FieldFacts;
  /** Null: the property of the field's name, as graphql-js reads it. */
  resolve: Resolve | null;
  args: Values | ReadArguments;
  /** Distinct in one plan. */
  number: number;
  completer: Completer;
};

/** For resolvers that read none. */
const noInfo = Object.freeze({}) as Info;

/** One field, answered by its own service from what that service gave for the object. */
export class FieldStep implements Step {
  readonly key: string | number;
  readonly home: Home;
  readonly facts: FieldFacts;
  private readonly resolve: FieldParts['resolve'];
  private readonly needsInfo: boolean;
  private readonly args: Values | ReadArguments;
  private readonly number: number;
  private readonly completer: Completer;

  constructor({ key, home, facts, resolve, args, number, completer }: FieldParts) {
    this.key = key;
    this.home = home;
    this.facts = facts;
    this.resolve = resolve;
    this.needsInfo = resolve === null || !readsNoInfo(resolve);
    this.args = args;
    this.number = number;
    this.completer = completer;
  }

  /** Whether it is read as a plain property. */
  get isProperty(): boolean {
    return this.resolve === null;
  }

  run(run: Run, source: unknown, out: Holder, slot: Slot): boolean {
    try {
      const value =
        this.resolve === null
          ? this.propertyOf(source, run, slot)
          : this.call(this.resolve, source, run, slot);
      if (typeof value !== 'object' || value === null || Array.isArray(value) || !isPromise(value)) {
        return this.completer.complete(run, value, out, this.key, slot);
      }
      return wait(value, {
        run,
        slot,
        owner: this.home.name,
        next: (given) => this.completer.complete(run, given, out, this.key, slot),
        fail: (reason) => this.fail(run, reason, out, slot),
      });
    } catch (reason) {
      return this.fail(run, reason, out, slot);
    }
  }

  /** Puts an error in the field's place; false when the object can't stand without it. */
  fail(run: Run, reason: unknown, out: Holder, slot: Slot): boolean {
    return failAt(run, reason, out, this.key, slot, this.completer.isNullable);
  }

  /** There is no object to ask: null, which is an error only where null may not stand. */
  leaveOut(run: Run, out: Holder, slot: Slot): boolean {
    if (!this.completer.isNullable)
      return this.fail(run, missingValue([...pathOf(slot), this.key]), out, slot);
    out[this.key] = null;
    return true;
  }

  /** Calls any function of the field's service as graphql-js calls resolvers. */
  call(resolve: Resolve, source: unknown, run: Run, slot: Slot): unknown {
    const { request } = run;
    const isTold = this.needsInfo || resolve !== this.resolve;
    const info = isTold ? new FieldInfo(this.facts, request, slot, this.key) : noInfo;
    return resolve(source, this.argumentsFor(request), request.contextOf(this.home), info);
  }

  private propertyOf(source: unknown, run: Run, slot: Slot): unknown {
    if ((typeof source !== 'object' && typeof source !== 'function') || source === null) return undefined;
    const value = (source as Holder)[this.facts.fieldName];
    if (typeof value !== 'function') return value;
    const { request } = run;
    const info = new FieldInfo(this.facts, request, slot, this.key);
    return value.call(source, this.argumentsFor(request), request.contextOf(this.home), info);
  }

  private argumentsFor(request: Request): Values {
    if (typeof this.args !== 'function') return this.args;
    const known = request.args[this.number];
    if (known !== undefined) return known;
    const made = this.args(request);
    request.args[this.number] = made;
    return made;
  }
}
