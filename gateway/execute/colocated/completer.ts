import { isPromise } from '../../../services/shared/promise-or-value.ts';
import { missingValue } from '../completion.ts';
import { failAt, type Run, wait } from './run.ts';
import { type Holder, pathOf, Slot } from './slot.ts';

/** Makes of what a resolver gave what a client gets, as graphql-js would by the public schema. */
export type Completer = {
  readonly isNullable: boolean;
  /**
   * Puts the value into its place.
   * @returns false when null may not stand there, so that the object or list around it can't stand
   * @throws what is wrong with the value, for the caller to put in its place
   */
  complete(run: Run, value: unknown, holder: Holder, key: string | number, parent: Slot): boolean;
};

/** What every completer knows of the field that it completes. */
export type Completed = {
  isNullable: boolean;
  /** As "Port.tide". */
  coordinate: string;
  /** Name of the service that gives the values. */
  owner: string;
};

/** What a type makes of a value that is not null; throws when it is none of its own. */
export type Serialize = (value: unknown) => unknown;

export class LeafCompleter implements Completer {
  readonly isNullable: boolean;
  readonly coordinate: string;
  private readonly serialize: Serialize;

  constructor({ isNullable, coordinate }: Completed, serialize: Serialize) {
    this.isNullable = isNullable;
    this.coordinate = coordinate;
    this.serialize = serialize;
  }

  complete(_run: Run, value: unknown, holder: Holder, key: string | number): boolean {
    if (isNothing(value)) return putNothing(holder, key, this);
    holder[key] = this.serialize(value);
    return true;
  }
}

export class ListCompleter implements Completer {
  readonly isNullable: boolean;
  readonly coordinate: string;
  private readonly owner: string;
  private readonly item: Completer;

  constructor({ isNullable, coordinate, owner }: Completed, item: Completer) {
    this.isNullable = isNullable;
    this.coordinate = coordinate;
    this.owner = owner;
    this.item = item;
  }

  complete(run: Run, value: unknown, holder: Holder, key: string | number, parent: Slot): boolean {
    if (isNothing(value)) return putNothing(holder, key, this);
    const items = listOf(value, this.coordinate);
    const list: unknown[] = new Array(items.length);
    holder[key] = list;
    const slot = new Slot(parent, holder, key, this.isNullable);
    // One frame for errors around all items, not one for each.
    for (let index = 0; index < items.length; index += 1) {
      try {
        for (; index < items.length; index += 1) {
          if (!this.completeItem(run, items[index], list as unknown as Holder, index, slot))
            return slot.lose();
        }
      } catch (reason) {
        if (this.failItem(run, reason, list as unknown as Holder, index, slot)) continue;
        abandon(items, index + 1);
        return slot.lose();
      }
    }
    return true;
  }

  private completeItem(run: Run, value: unknown, list: Holder, index: number, slot: Slot): boolean {
    const { item } = this;
    if (typeof value !== 'object' || !isPromise(value)) return item.complete(run, value, list, index, slot);
    return wait(value, {
      run,
      slot,
      owner: this.owner,
      next: (given) => item.complete(run, given, list, index, slot),
      fail: (reason) => this.failItem(run, reason, list, index, slot),
    });
  }

  private failItem(run: Run, reason: unknown, list: Holder, index: number, slot: Slot): boolean {
    return failAt(run, reason, list, index, slot, this.item.isNullable);
  }
}

/** Promises that nobody waits for any more may still be rejected; without this the process would take it for a defect. */
function abandon(items: readonly unknown[], from: number): void {
  for (const item of items.slice(from)) if (isPromise(item)) item.then(undefined, () => {});
}

function listOf(value: unknown, coordinate: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && Symbol.iterator in value) {
    return Array.from(value as Iterable<unknown>);
  }
  throw new Error(`Expected Iterable, but did not find one for field "${coordinate}".`);
}

/** A resolver may also give an error instead of throwing it. */
export function isNothing(value: unknown): value is null | undefined {
  if (value instanceof Error) throw value;
  return value === null || value === undefined;
}

export function putNothing(
  holder: Holder,
  key: string | number,
  { isNullable, coordinate }: { readonly isNullable: boolean; readonly coordinate: string },
): boolean {
  if (!isNullable) throw new Error(`Cannot return null for non-nullable field ${coordinate}.`);
  holder[key] = null;
  return true;
}

/** Objects of a type that clients may not see: as if there were none. */
export class HiddenCompleter implements Completer {
  readonly isNullable: boolean;

  constructor({ isNullable }: Completed) {
    this.isNullable = isNullable;
  }

  complete(_run: Run, _value: unknown, holder: Holder, key: string | number, parent: Slot): boolean {
    if (!this.isNullable) throw missingValue([...pathOf(parent), key]);
    holder[key] = null;
    return true;
  }
}
