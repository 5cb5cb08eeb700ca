/** An object or list of the result that is being filled. */
export type Holder = Record<string | number, unknown>;

/**
 * Where an object or list of the result stands. Plain values have none: only where something is left to do or goes
 * wrong is it asked which way led there.
 */
export class Slot {
  /** Set once a null has taken its place: what comes later for anything below it counts no more. */
  isDead = false;
  readonly parent: Slot | null;
  readonly holder: Holder;
  readonly key: string | number;
  readonly isNullable: boolean;

  constructor(parent: Slot | null, holder: Holder, key: string | number, isNullable: boolean) {
    this.parent = parent;
    this.holder = holder;
    this.key = key;
    this.isNullable = isNullable;
  }

  /** Nothing stands here any more; false when null may not stand here either. */
  lose(): boolean {
    this.isDead = true;
    if (this.isNullable) this.holder[this.key] = null;
    return this.isNullable;
  }
}

/** The response path of what stands in the slot. */
export function pathOf(slot: Slot): (string | number)[] {
  const path: (string | number)[] = [];
  for (let each = slot; each.parent !== null; each = each.parent) path.push(each.key);
  return path.reverse();
}

/** Whether a null has taken the place of the slot or of anything that holds it. */
export function isLost(slot: Slot): boolean {
  for (let each: Slot | null = slot; each !== null; each = each.parent) if (each.isDead) return true;
  return false;
}

/** Puts null at the nearest place from the slot upwards where one may stand; the root may be null. */
export function putNull(slot: Slot): void {
  for (let each: Slot | null = slot; each !== null; each = each.parent) if (each.lose()) return;
}
