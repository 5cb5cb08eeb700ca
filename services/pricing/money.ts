declare const rupiahBrand: unique symbol;

/** An amount in whole rupiah. The rupiah has no cents in use, whatever ISO 4217 lists. */
export type Rupiah = bigint & { readonly [rupiahBrand]: true };

export const currency = 'IDR';

/** The largest amount that a JSON number carries without loss. */
const largest = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The only way to make an amount.
 * @param amount whole rupiah, from 0 to 2^53 - 1
 * @throws RangeError for anything else: fractions, negative amounts, NaN, amounts that JSON would round
 */
export function rupiah(amount: bigint | number): Rupiah {
  if (typeof amount === 'number' && !Number.isSafeInteger(amount)) {
    throw new RangeError(`${amount} is not a whole number of rupiah below 2^53`);
  }
  const exact = BigInt(amount);
  if (exact < 0n || exact > largest) throw new RangeError(`${exact} rupiah is outside 0 to 2^53 - 1`);
  return exact as Rupiah;
}

/** The amount of several units. @param quantity a whole number from 0 */
export function times(unit: Rupiah, quantity: number): Rupiah {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`${quantity} is not a quantity`);
  return rupiah(unit * BigInt(quantity));
}

/** @returns zero for an empty list */
export function sum(amounts: readonly Rupiah[]): Rupiah {
  return rupiah(amounts.reduce<bigint>((total, amount) => total + amount, 0n));
}

/** As the price list writes it, in every language: "2.300.000 IDR". */
export function formatted(amount: Rupiah): string {
  return `${amount.toString().replace(/\B(?=(\d{3})+$)/g, '.')} ${currency}`;
}

/** Every amount that a text writes the price list's way, in order, however large. */
export function amountsIn(text: string): bigint[] {
  return [...text.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{3})*(?= IDR)/g)].map(([digits]) =>
    BigInt(digits.replaceAll('.', '')),
  );
}
