import type { ChatServiceFragment, OptionPriceFragment } from '../../../../schema/generated/operations.ts';
import type { Location } from './entities.ts';

export type Conditions = { years: number | null; location: Location | null; extension: boolean };

export type Choice = {
  options: readonly OptionPriceFragment[];
  /** Whether everything that was asked for could be met. */
  met: boolean;
};

/** Days that a question about years may mean in a list that counts days. */
const daysOf = (years: number) => years * 365;

/**
 * The prices that fit what was asked: of the extension when it was asked for, for the years and the place.
 * @returns all of them with `met: false` when none fits; a condition that the service does not know is no obstacle
 */
export function chosenOptions(
  { options, extension, stay }: Pick<ChatServiceFragment, 'options' | 'extension' | 'stay'>,
  conditions: Conditions,
): Choice {
  const all = conditions.extension ? (extension?.prices ?? []) : options;
  let met = true;
  let left = all;
  const { years, location } = conditions;
  if (years !== null) {
    const told = left.some((option) => option.years !== null || option.durationDays !== null);
    const fitting = left.filter((option) => option.years === years || option.durationDays === daysOf(years));
    if (told && fitting.length > 0) left = fitting;
    else met = !told && (stay?.validityYears ?? []).includes(years);
  }
  if (location !== null) {
    const fitting = left.filter((option) => option.location === location);
    if (fitting.length > 0) left = fitting;
  }
  return { options: left, met: met && left.length > 0 };
}
