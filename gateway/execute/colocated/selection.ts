import type { Run } from './run.ts';
import type { Shape } from './shape.ts';
import { type Holder, Slot } from './slot.ts';

/** One thing to do for an object of the result. */
export type Step = {
  /**
   * Fills in one field, or several that come from one place.
   * @param source what the resolvers of the object's home read
   * @returns false when the object can't stand
   */
  run(run: Run, source: unknown, out: Holder, slot: Slot): boolean;
};

/** What is asked of an object of one type, whose values come from one place. */
export class Selection {
  private readonly shape: Shape;
  /** Fields that the shape copies, for when what is copied would not be what it should be. */
  private readonly copied: readonly Step[];
  readonly steps: readonly Step[];

  constructor(shape: Shape, copied: readonly Step[], steps: readonly Step[]) {
    this.shape = shape;
    this.copied = copied;
    this.steps = steps;
  }

  /** An object that holds nothing yet. */
  blank(): Holder {
    return this.shape.blank();
  }

  /** The whole object when it takes no more than copying; null otherwise. */
  copy(source: unknown): Holder | null {
    return this.steps.length === 0 ? copiedBy(this.shape, source) : null;
  }

  /**
   * Makes an object in its place.
   * @returns false when null may not stand there; what is waited for fills itself in later
   */
  make(
    run: Run,
    source: unknown,
    holder: Holder,
    key: string | number,
    parent: Slot | null,
    isNullable: boolean,
  ): boolean {
    const copied = copiedBy(this.shape, source);
    if (copied === null) return this.makeSlowly(run, source, holder, key, parent, isNullable);
    holder[key] = copied;
    if (this.steps.length === 0) return true;
    const slot = new Slot(parent, holder, key, isNullable);
    return runAll(this.steps, run, source, copied, slot) || slot.lose();
  }

  /** Fills a blank object; false when it can't stand. */
  fill(run: Run, source: unknown, out: Holder, slot: Slot): boolean {
    return runAll(this.copied, run, source, out, slot) && runAll(this.steps, run, source, out, slot);
  }

  private makeSlowly(
    run: Run,
    source: unknown,
    holder: Holder,
    key: string | number,
    parent: Slot | null,
    isNullable: boolean,
  ): boolean {
    const out = this.shape.blank();
    holder[key] = out;
    const slot = new Slot(parent, holder, key, isNullable);
    return this.fill(run, source, out, slot) || slot.lose();
  }
}

function runAll(steps: readonly Step[], run: Run, source: unknown, out: Holder, slot: Slot): boolean {
  for (let index = 0; index < steps.length; index += 1) {
    if (!steps[index]?.run(run, source, out, slot)) return false;
  }
  return true;
}

function copiedBy(shape: Shape, source: unknown): Holder | null {
  try {
    return shape.copied(source);
  } catch {
    // A getter that throws: the field by itself will find it again, and put it in its place.
    return null;
  }
}
