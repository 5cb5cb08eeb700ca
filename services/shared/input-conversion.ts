import { GraphQLScalarType } from 'graphql';
import type { getMetadataStorage } from './type-graphql.ts';

type Metadata = Pick<ReturnType<typeof getMetadataStorage>, 'inputTypes' | 'enums'>;
type InputMetadata = Metadata['inputTypes'][number];
type Values = Record<string, unknown>;

/** What a value as GraphQL has coerced it becomes before a method gets it. Null and undefined stay. */
export type Conversion = (value: unknown) => unknown;

const builtIn: ReadonlySet<unknown> = new Set([String, Boolean, Number, Date]);

/**
 * How type-graphql changes an argument of this type: an input becomes an instance of its class, with the class's own
 * defaults and without the fields that were not given; lists are copied; all else stays.
 * @param type the decorator's: a scalar, an enum's object or an input class
 * @returns null for any other class
 */
export function conversionTo(type: unknown, metadata: Metadata): Conversion | null {
  if (builtIn.has(type) || type instanceof GraphQLScalarType || isEnum(type, metadata)) return listCopy;
  const input = inputOf(type, metadata);
  return input ? inputConversion(input, metadata, new Map()) : null;
}

function listCopy(value: unknown): unknown {
  return Array.isArray(value) ? value.map(listCopy) : value;
}

/** @param known of the types on the way here: an input may hold itself */
function inputConversion(
  input: InputMetadata,
  metadata: Metadata,
  known: Map<InputMetadata, Conversion>,
): Conversion {
  const Input = input.target as new () => Values;
  const convert: Conversion = (value) => {
    if (value === null || value === undefined) return value;
    if (Array.isArray(value)) return value.map(convert);
    const instance = new Input();
    for (const { name, conversion } of fields) {
      const given = (value as Values)[name];
      if (given !== undefined) instance[name] = conversion ? conversion(given) : given;
      else if (Object.hasOwn(instance, name) && instance[name] === undefined) delete instance[name];
    }
    return instance;
  };
  known.set(input, convert);
  const fields = fieldsOf(input, metadata).map(({ name, getType }) => {
    const below = inputOf(getType(), metadata);
    return { name, conversion: below && (known.get(below) ?? inputConversion(below, metadata, known)) };
  });
  return convert;
}

/** Its own fields, then those of the classes above that it does not have itself. */
function fieldsOf(input: InputMetadata, metadata: Metadata): NonNullable<InputMetadata['fields']> {
  const fields = [...(input.fields ?? [])];
  for (let above = superOf(input.target); above; above = superOf(above)) {
    const inherited = inputOf(above, metadata)?.fields ?? [];
    fields.push(...inherited.filter(({ name }) => fields.every((field) => field.name !== name)));
  }
  return fields;
}

function superOf(target: unknown): unknown {
  return Object.getPrototypeOf(target);
}

function inputOf(type: unknown, { inputTypes }: Metadata): InputMetadata | null {
  return inputTypes.find(({ target }) => target === type) ?? null;
}

function isEnum(type: unknown, { enums }: Metadata): boolean {
  return enums.some(({ enumObj }) => enumObj === type);
}
