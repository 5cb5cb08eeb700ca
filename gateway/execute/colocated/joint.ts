import type { Completer } from './completer.ts';
import type { FieldStep } from './field-step.ts';
import { failAt, Run } from './run.ts';
import type { Step } from './selection.ts';
import { type Holder, isLost, putNull, type Slot } from './slot.ts';

/** One object as several services gave it: none of them answers all that is asked of it. */
export class Joint {
  readonly parts: readonly unknown[];

  constructor(parts: readonly unknown[]) {
    this.parts = parts;
  }
}

/** A field that reads what one of several services gave for the object. */
export class PartStep implements Step {
  private readonly index: number;
  private readonly field: FieldStep;

  constructor(index: number, field: FieldStep) {
    this.index = index;
    this.field = field;
  }

  run(run: Run, source: unknown, out: Holder, slot: Slot): boolean {
    const part = (source as Joint).parts[this.index] ?? null;
    return part === null ? this.field.leaveOut(run, out, slot) : this.field.run(run, part, out, slot);
  }
}

/** Keeps a value as the resolver gave it. */
export const asGiven: Completer = {
  isNullable: true,
  complete(_run, value, holder, key) {
    if (value instanceof Error) throw value;
    holder[key] = value ?? null;
    return true;
  },
};

type JointParts = {
  key: string | number;
  /** One for each service; each leaves what it was given under its number. */
  parts: readonly Step[];
  completer: Completer;
};

/** A field that several services answer in part: asked of each of them and joined, lists by position. */
export class JointStep implements Step {
  private readonly key: string | number;
  private readonly parts: readonly Step[];
  private readonly completer: Completer;

  constructor({ key, parts, completer }: JointParts) {
    this.key = key;
    this.parts = parts;
    this.completer = completer;
  }

  run(run: Run, source: unknown, out: Holder, slot: Slot): boolean {
    const asking = new Run(run.request);
    const given: unknown[] = this.parts.map(() => null);
    for (const part of this.parts) part.run(asking, source, given as unknown as Holder, slot);
    if (asking.pending === 0) return this.join(run, asking, given, out, slot);
    run.pending += 1;
    asking.onEnd = () => {
      if (!isLost(slot) && !this.join(run, asking, given, out, slot)) putNull(slot);
      run.settle();
    };
    return true;
  }

  private join(run: Run, asking: Run, given: readonly unknown[], out: Holder, slot: Slot): boolean {
    try {
      if (asking.errors !== null) throw asking.errors[0];
      return this.completer.complete(run, joined(given), out, this.key, slot);
    } catch (reason) {
      return failAt(run, reason, out, this.key, slot, this.completer.isNullable);
    }
  }
}

function joined(given: readonly unknown[]): unknown {
  if (given.every((part) => part === null || part === undefined)) return null;
  const [list] = given.filter((part) => Array.isArray(part));
  if (list === undefined) return new Joint(given);
  return list.map((_item, index) => joined(given.map((part) => (Array.isArray(part) ? part[index] : null))));
}
