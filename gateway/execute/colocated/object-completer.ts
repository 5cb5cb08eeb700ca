import { isPromise } from '../../../services/shared/promise-or-value.ts';
import { type Completed, type Completer, isNothing, putNothing } from './completer.ts';
import { failAt, type Run, wait } from './run.ts';
import type { Selection } from './selection.ts';
import type { Holder, Slot } from './slot.ts';

/** Tells the name of the object type of a value, as the service's own schema does. */
export type TypeName = (value: unknown, run: Run, parent: Slot, key: string | number) => unknown;

/** Whether the service's own type takes a value for its own; null when the type takes all. */
export type IsTypeOf = (value: unknown, run: Run, parent: Slot, key: string | number) => unknown;

/** Objects of a type that the plan knows. */
export class ObjectCompleter implements Completer {
  readonly isNullable: boolean;
  readonly coordinate: string;
  private readonly owner: string;
  private readonly selection: Selection;
  private readonly isTypeOf: IsTypeOf | null;

  constructor({ isNullable, coordinate, owner }: Completed, selection: Selection, isTypeOf: IsTypeOf | null) {
    this.isNullable = isNullable;
    this.coordinate = coordinate;
    this.owner = owner;
    this.selection = selection;
    this.isTypeOf = isTypeOf;
  }

  complete(run: Run, value: unknown, holder: Holder, key: string | number, parent: Slot): boolean {
    if (isNothing(value)) return putNothing(holder, key, this);
    if (this.isTypeOf === null) return this.fill(run, value, holder, key, parent);
    const isOfType = this.isTypeOf(value, run, parent, key);
    if (!isPromise(isOfType)) return this.fillChecked(isOfType, run, value, holder, key, parent);
    return wait(isOfType, {
      run,
      slot: parent,
      owner: this.owner,
      next: (given) => this.fillChecked(given, run, value, holder, key, parent),
      fail: (reason) => failAt(run, reason, holder, key, parent, this.isNullable),
    });
  }

  private fillChecked(
    isOfType: unknown,
    run: Run,
    value: unknown,
    holder: Holder,
    key: string | number,
    parent: Slot,
  ): boolean {
    if (isOfType !== true) throw new Error(`${this.coordinate} got a value that is not of its type.`);
    return this.fill(run, value, holder, key, parent);
  }

  private fill(run: Run, value: unknown, holder: Holder, key: string | number, parent: Slot): boolean {
    return this.selection.make(run, value, holder, key, parent, this.isNullable);
  }
}

/** Objects of an interface or union: the service tells the type of each. */
export class AbstractCompleter implements Completer {
  readonly isNullable: boolean;
  readonly coordinate: string;
  private readonly owner: string;
  private readonly typeName: TypeName;
  private readonly completerFor: (typeName: unknown) => Completer;

  /** @param completerFor throws for what is no possible type */
  constructor(
    { isNullable, coordinate, owner }: Completed,
    typeName: TypeName,
    completerFor: (typeName: unknown) => Completer,
  ) {
    this.isNullable = isNullable;
    this.coordinate = coordinate;
    this.owner = owner;
    this.typeName = typeName;
    this.completerFor = completerFor;
  }

  complete(run: Run, value: unknown, holder: Holder, key: string | number, parent: Slot): boolean {
    if (isNothing(value)) return putNothing(holder, key, this);
    const name = this.typeName(value, run, parent, key);
    if (typeof name === 'string' || !isPromise(name)) {
      return this.completerFor(name).complete(run, value, holder, key, parent);
    }
    return wait(name, {
      run,
      slot: parent,
      owner: this.owner,
      next: (given) => this.completerFor(given).complete(run, value, holder, key, parent),
      fail: (reason) => failAt(run, reason, holder, key, parent, this.isNullable),
    });
  }
}
