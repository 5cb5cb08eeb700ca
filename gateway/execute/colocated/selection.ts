import type { Run } from './run.ts';
import type { Shape } from './shape.ts';
import type { Holder, Slot } from './slot.ts';

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
  readonly shape: Shape;
  /** Fields that the shape copies, for when what was copied is not what it should be. */
  private readonly copied: readonly Step[];
  readonly steps: readonly Step[];

  constructor(shape: Shape, copied: readonly Step[], steps: readonly Step[]) {
    this.shape = shape;
    this.copied = copied;
    this.steps = steps;
  }

  /** @returns false when the object can't stand; what is waited for fills itself in later */
  fill(run: Run, source: unknown, out: Holder, slot: Slot): boolean {
    if (!isCopied(this.shape, source, out) && !runAll(this.copied, run, source, out, slot)) return false;
    return runAll(this.steps, run, source, out, slot);
  }
}

export function runAll(steps: readonly Step[], run: Run, source: unknown, out: Holder, slot: Slot): boolean {
  for (let index = 0; index < steps.length; index += 1) {
    if (!steps[index]?.run(run, source, out, slot)) return false;
  }
  return true;
}

function isCopied(shape: Shape, source: unknown, out: Holder): boolean {
  try {
    shape.copy(source, out);
    return shape.isSound(out);
  } catch {
    // A getter that throws: the field by itself will find it again, and put it in its place.
    return false;
  }
}
