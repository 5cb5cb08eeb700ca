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
export type Copy = { key: string; property: string; test: string; isNullable: boolean };

/** How values are told that their scalar would leave as they are; `v` is the value. */
const testOf = new Map<GraphQLOutputType, string>([
  [GraphQLString, 'typeof v === "string"'],
  [GraphQLID, 'typeof v === "string"'],
  [GraphQLBoolean, 'typeof v === "boolean"'],
  [GraphQLInt, '(typeof v === "number" && (v | 0) === v)'],
  [GraphQLFloat, '(typeof v === "number" && v - v === 0)'],
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

  /** Copies the properties that can be; throws what a getter throws. */
  copy(_source: unknown, _out: Holder): void {}

  /** Whether all that is to be copied was, and may stand as it is. */
  isSound(_out: Holder): boolean {
    return this.copies.length === 0;
  }

  private makeCode(): void {
    const properties = this.keys.map(
      (key) => `[${JSON.stringify(key)}]: ${JSON.stringify(this.constants.get(key))}`,
    );
    this.blank = new Function(`return { ${properties.join(', ')} };`) as Shape['blank'];
    if (this.copies.length === 0) return;
    const copies = this.copies.map(({ key, property, isNullable }) => {
      const orNull = isNullable ? ' ?? null' : '';
      return `out[${JSON.stringify(key)}] = source[${JSON.stringify(property)}]${orNull};`;
    });
    const tests = this.copies.map(({ key, test, isNullable }) => {
      const orNull = isNullable ? 'v === null || ' : '';
      return `v = out[${JSON.stringify(key)}]; if (!(${orNull}${test})) return false;`;
    });
    this.copy = new Function('source', 'out', copies.join('\n')) as Shape['copy'];
    this.isSound = new Function('out', `let v; ${tests.join('\n')} return true;`) as Shape['isSound'];
  }
}

/** `__proto__` is a GraphQL name too. */
function define(out: Holder, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(out, key, { value, writable: true, enumerable: true });
  else out[key] = value;
}
