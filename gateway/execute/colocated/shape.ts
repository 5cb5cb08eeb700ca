import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLOutputType,
  GraphQLString,
  isNonNullType,
} from 'graphql';
import type { Holder } from './slot.ts';

/** A property that is copied as it is, if it is what its type makes of it. */
export type Copy = { key: string; property: string; test: Test; isNullable: boolean };

/** Code that tells whether a scalar leaves the value of a name as it is. */
type Test = (name: string) => string;

const testOf = new Map<GraphQLOutputType, Test>([
  [GraphQLString, (v) => `typeof ${v} === "string"`],
  [GraphQLID, (v) => `typeof ${v} === "string"`],
  [GraphQLBoolean, (v) => `typeof ${v} === "boolean"`],
  [GraphQLInt, (v) => `(typeof ${v} === "number" && (${v} | 0) === ${v})`],
  [GraphQLFloat, (v) => `(typeof ${v} === "number" && ${v} - ${v} === 0)`],
]);

/**
 * @param type in the schema of the service that has the property
 * @returns null when the field's values need more than copying
 */
export function copyOf(
  key: string,
  property: string,
  type: GraphQLOutputType,
  isNullable: boolean,
): Copy | null {
  const test = testOf.get(isNonNullType(type) ? type.ofType : type);
  return test === undefined ? null : { key, property, test, isNullable };
}

/** Making code takes as long as some dozen objects do without; an operation that runs once never pays for it. */
const usesBeforeCode = 16;

/**
 * The objects of one selection. Each holds all its keys from the start, in the order of the document whatever comes
 * first. Those that are often made are made by code for exactly their keys and properties: the engine then knows the
 * place of each, several times faster than by names that vary. Names are GraphQL names, and quoted all the same.
 */
export class Shape {
  private readonly keys: readonly string[];
  private readonly constants: ReadonlyMap<string, string>;
  private readonly copies: readonly Copy[];
  private uses = 0;

  /** @param constants values that are known already, such as type names */
  constructor(keys: Iterable<string>, constants: ReadonlyMap<string, string>, copies: readonly Copy[]) {
    this.keys = [...keys];
    this.constants = constants;
    this.copies = copies;
  }

  /** An object without its values. */
  blank(): Holder {
    this.uses += 1;
    if (this.uses === usesBeforeCode) this.makeCode();
    const out: Holder = {};
    for (const key of this.keys) define(out, key, this.constants.get(key));
    return out;
  }

  /**
   * An object with all that can be copied.
   * @returns null when something may not be copied as it is
   * @throws what a getter throws
   */
  copied(_source: unknown): Holder | null {
    return this.copies.length === 0 ? this.blank() : null;
  }

  private makeCode(): void {
    const numberOf = new Map(this.copies.map(({ key }, index) => [key, index]));
    const properties = this.keys.map((key) => {
      const number = numberOf.get(key);
      const value = number === undefined ? JSON.stringify(this.constants.get(key)) : `v${number}`;
      return { name: `[${JSON.stringify(key)}]`, value };
    });
    const blank = properties.map(
      ({ name, value }) => `${name}: ${/^v\d/.test(value ?? '') ? undefined : value}`,
    );
    this.blank = new Function(`return { ${blank.join(', ')} };`) as Shape['blank'];
    const copies = this.copies.map(({ property, test, isNullable }, index) => {
      const [orNull, isNull] = isNullable ? [' ?? null', `v${index} === null || `] : ['', ''];
      return `
        const v${index} = source[${JSON.stringify(property)}]${orNull};
        if (!(${isNull}${test(`v${index}`)})) return null;`;
    });
    const whole = properties.map(({ name, value }) => `${name}: ${value}`);
    const body = `${copies.join('')} return { ${whole.join(', ')} };`;
    this.copied = new Function('source', body) as Shape['copied'];
  }
}

/** `__proto__` is a GraphQL name too. */
function define(out: Holder, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(out, key, { value, writable: true, enumerable: true });
  else out[key] = value;
}
