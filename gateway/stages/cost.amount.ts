export type Variables = Readonly<Record<string, unknown>>;

/** A number, or what it is once the variables are known. Amounts that no variable matters to are worked out once. */
export type Amount = number | ((variables: Variables) => number);

/** As an amount, but there may be nothing to go by. */
export type PerhapsAmount = number | undefined | ((variables: Variables) => number | undefined);

export function sum(amounts: readonly Amount[]): Amount {
  let fixed = 0;
  const varying: ((variables: Variables) => number)[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') fixed += amount;
    else varying.push(amount);
  }
  if (varying.length === 0) return fixed;
  return (variables) => {
    let total = fixed;
    for (let index = 0; index < varying.length; index += 1) total += amountAt(varying[index] ?? 0, variables);
    return total;
  };
}

export function product(one: Amount, other: Amount): Amount {
  if (one === 0 || other === 0) return 0;
  if (typeof one === 'number' && typeof other === 'number') return one * other;
  return (variables) => amountAt(one, variables) * amountAt(other, variables);
}

/** The largest of those that are there; without any, the other amount. */
export function largest(amounts: readonly PerhapsAmount[], otherwise: number): Amount {
  const among = (variables: Variables) => {
    let most: number | undefined;
    for (let index = 0; index < amounts.length; index += 1) {
      const value = amountAt(amounts[index], variables);
      if (value !== undefined && (most === undefined || value > most)) most = value;
    }
    return most ?? otherwise;
  };
  return amounts.some((amount) => typeof amount === 'function') ? among : among({});
}

/** The amount as a function, whole and never past the largest safe integer. */
export function amountOf(amount: Amount): (variables: Variables) => number {
  const bounded = (value: number) => Math.min(Math.ceil(value), Number.MAX_SAFE_INTEGER);
  if (typeof amount === 'function') return (variables) => bounded(amount(variables));
  const fixed = bounded(amount);
  return () => fixed;
}

function amountAt<Value>(amount: Value | ((variables: Variables) => Value), variables: Variables): Value {
  return typeof amount === 'function' ? (amount as (variables: Variables) => Value)(variables) : amount;
}
