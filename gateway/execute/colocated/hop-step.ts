import { isPromise } from '../../../services/shared/promise-or-value.ts';
import { isNothing } from './completer.ts';
import type { FieldStep } from './field-step.ts';
import type { Reference } from './reference.ts';
import { Run, wait } from './run.ts';
import type { Selection, Step } from './selection.ts';
import { type Holder, isLost, putNull, type Slot } from './slot.ts';

type HopParts = {
  reference: Reference;
  /** What the representation holds, asked of where the object comes from; its nulls are never errors. */
  representation: Selection;
  /** Top fields of the key. */
  keyNames: readonly string[];
  fields: readonly FieldStep[];
};

/** The fields of an entity that another service than its own answers: found there by its key, all at once. */
export class HopStep implements Step {
  private readonly reference: Reference;
  private readonly representation: Selection;
  private readonly keyNames: readonly string[];
  private readonly fields: readonly FieldStep[];

  constructor({ reference, representation, keyNames, fields }: HopParts) {
    this.reference = reference;
    this.representation = representation;
    this.keyNames = keyNames;
    this.fields = fields;
  }

  run(run: Run, source: unknown, out: Holder, slot: Slot): boolean {
    const copied = this.representation.copy(source);
    if (copied !== null) return this.enter(run, copied, out, slot);
    const representation = this.representation.blank();
    const making = new Run(run.request);
    this.representation.fill(making, source, representation, slot);
    if (making.pending === 0) return this.enterMade(run, making, representation, out, slot);
    run.pending += 1;
    making.onEnd = () => {
      if (!isLost(slot) && !this.enterMade(run, making, representation, out, slot)) putNull(slot);
      run.settle();
    };
    return true;
  }

  private enterMade(run: Run, making: Run, representation: Holder, out: Holder, slot: Slot): boolean {
    if (making.errors !== null) return this.failAll(run, making.errors[0], out, slot);
    return this.enter(run, representation, out, slot);
  }

  private enter(run: Run, representation: Holder, out: Holder, slot: Slot): boolean {
    const { keyNames } = this;
    for (let index = 0; index < keyNames.length; index += 1) {
      if (representation[keyNames[index] as string] === null) return this.leaveOut(run, out, slot);
    }
    try {
      const entity = this.reference.find(run, representation, slot);
      if (typeof entity !== 'object' || !isPromise(entity)) return this.fill(run, entity, out, slot);
      return wait(entity, {
        run,
        slot,
        owner: this.reference.home.name,
        next: (given) => this.fill(run, given, out, slot),
        fail: (reason) => this.failAll(run, reason, out, slot),
      });
    } catch (reason) {
      return this.failAll(run, reason, out, slot);
    }
  }

  private fill(run: Run, entity: unknown, out: Holder, slot: Slot): boolean {
    if (isNothing(entity)) return this.leaveOut(run, out, slot);
    for (const field of this.fields) if (!field.run(run, entity, out, slot)) return false;
    return true;
  }

  private failAll(run: Run, reason: unknown, out: Holder, slot: Slot): boolean {
    for (const field of this.fields) if (!field.fail(run, reason, out, slot)) return false;
    return true;
  }

  private leaveOut(run: Run, out: Holder, slot: Slot): boolean {
    for (const field of this.fields) if (!field.leaveOut(run, out, slot)) return false;
    return true;
  }
}
