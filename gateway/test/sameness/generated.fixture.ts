import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** An operation of the generator. */
export type Generated = { query: string; variables: Record<string, unknown> };

/** What a draw may cost: lists below lists multiply. */
export type Limits = { depth: number; width: number; rows: number };

/** Values by the name of an argument or input field; others come from the type. */
export type Pools = Readonly<Record<string, readonly unknown[]>>;

/** Draws a number from 0 to `most`. */
type Draw = (most: number) => number;

type Drawing = {
  schema: GraphQLSchema;
  pools: Pools;
  draw: Draw;
  definitions: string[];
  variables: Record<string, unknown>;
  fragments: string[];
  /** Numbers of aliases and variables: each is used once. */
  next(): number;
};

/**
 * One operation over a schema: fields, aliases (also with names of other fields), fragments of every form, conditions,
 * arguments within and just outside of what is allowed, given in place or by variable. Most are valid; the caller asks.
 * @param roots the root fields to choose from
 */
export function generatedOperation(
  value: GeneratorValue,
  schema: GraphQLSchema,
  kind: 'query' | 'mutation' | 'subscription',
  { roots, pools, limits }: { roots: readonly string[]; pools: Pools; limits: Limits },
): Generated {
  let number = 0;
  const drawing: Drawing = {
    schema,
    pools,
    draw: (most) => value(fc.nat, most),
    definitions: [],
    variables: {},
    fragments: [],
    next: () => number++,
  };
  const type = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  }[kind];
  if (!type) throw new Error(`There is no ${kind}`);
  const count = kind === 'subscription' ? 1 : 1 + drawing.draw(2);
  const fields = Array.from({ length: count }, () => {
    const name = roots[drawing.draw(roots.length - 1)] ?? '';
    return fieldText(drawing, type, type.getFields()[name], limits, kind !== 'subscription');
  });
  const given = drawing.definitions.length > 0 ? `(${drawing.definitions.join(', ')})` : '';
  return {
    query: [`${kind} ${given} { ${fields.join(' ')} }`, ...drawing.fragments].join('\n'),
    variables: drawing.variables,
  };
}

const isOneOf = (drawing: Drawing, many: number) => drawing.draw(many - 1) === 0;

function fieldText(
  drawing: Drawing,
  parent: GraphQLObjectType,
  field: GraphQLField<unknown, unknown> | undefined,
  limits: Limits,
  mayCondition = true,
): string {
  if (!field) return '__typename';
  const alias = isOneOf(drawing, 4) ? `${aliasFor(drawing, parent)}: ` : '';
  const below = { ...limits, depth: limits.depth - 1, rows: limits.rows * rowsOf(field.type) };
  const selection = isCompositeType(getNamedType(field.type))
    ? ` ${selectionText(drawing, field.type, below)}`
    : '';
  const condition = mayCondition ? conditionText(drawing) : '';
  return `${alias}${field.name}${argumentsText(drawing, field.args)}${condition}${selection}`;
}

const rowsOf = (type: GraphQLOutputType): number =>
  isListType(isNonNullType(type) ? type.ofType : type) ? 4 : 1;

/** Now and then the name of another field of the same object. */
function aliasFor(drawing: Drawing, parent: GraphQLObjectType): string {
  const names = Object.keys(parent.getFields());
  return isOneOf(drawing, 3) ? (names[drawing.draw(names.length - 1)] ?? 'x') : `x${drawing.next()}`;
}

function conditionText(drawing: Drawing): string {
  if (!isOneOf(drawing, 10)) return '';
  const directive = isOneOf(drawing, 2) ? 'skip' : 'include';
  const value = isOneOf(drawing, 2);
  if (isOneOf(drawing, 3)) return ` @${directive}(if: ${value})`;
  const name = `c${drawing.next()}`;
  const isDefault = isOneOf(drawing, 3);
  drawing.definitions.push(isDefault ? `$${name}: Boolean = ${value}` : `$${name}: Boolean!`);
  if (!isDefault) drawing.variables[name] = value;
  return ` @${directive}(if: $${name})`;
}

function selectionText(drawing: Drawing, output: GraphQLOutputType, limits: Limits): string {
  const type = getNamedType(output);
  const possible = isObjectType(type)
    ? [type]
    : isCompositeType(type)
      ? [...drawing.schema.getPossibleTypes(type as never)]
      : [];
  const parts: string[] = isOneOf(drawing, 3) ? ['__typename'] : [];
  if (!isUnionType(type) && 'getFields' in type)
    parts.push(...fieldTexts(drawing, type as GraphQLObjectType, limits));
  if (!isObjectType(type) || isOneOf(drawing, 5)) {
    for (const member of possible) {
      if (!isOneOf(drawing, 3)) parts.push(fragmentText(drawing, member, limits));
    }
  }
  return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
}

function fieldTexts(drawing: Drawing, type: GraphQLObjectType, limits: Limits): string[] {
  const fields = Object.values(type.getFields()).filter(
    (field) =>
      !isCompositeType(getNamedType(field.type)) ||
      (limits.depth > 0 && limits.rows * rowsOf(field.type) <= 64 && !/^(kbliSections)$/.test(field.name)),
  );
  const count = 1 + drawing.draw(limits.width - 1);
  return Array.from({ length: count }, () =>
    fieldText(drawing, type, fields[drawing.draw(fields.length - 1)], limits),
  );
}

/** Inline with or without its type, or by name. */
function fragmentText(drawing: Drawing, type: GraphQLObjectType, limits: Limits): string {
  const fields = fieldTexts(drawing, type, { ...limits, width: 2 }).join(' ');
  const condition = conditionText(drawing);
  switch (drawing.draw(3)) {
    case 0: {
      const name = `F${drawing.next()}`;
      drawing.fragments.push(`fragment ${name} on ${type.name} { ${fields} }`);
      return `...${name}${condition}`;
    }
    case 1:
      return `... on ${type.name} { ...${condition} { ${fields} } }`;
    default:
      return `... on ${type.name}${condition} { ${fields} }`;
  }
}

function argumentsText(drawing: Drawing, args: readonly GraphQLArgument[]): string {
  const given = args.flatMap((argument) => {
    if (!isRequiredArgument(argument) && isOneOf(drawing, 2)) return [];
    const value = inputValue(drawing, argument.name, argument.type);
    return [
      `${argument.name}: ${isOneOf(drawing, 3) ? variableText(drawing, argument, value) : literal(value, argument.type)}`,
    ];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

/** A variable that holds the value, has it as its default, or, where null will do, is left out. */
function variableText(drawing: Drawing, { type }: GraphQLArgument, value: unknown): string {
  const name = `v${drawing.next()}`;
  const way = drawing.draw(3);
  if (way === 0) {
    drawing.definitions.push(`$${name}: ${type} = ${literal(value, type)}`);
  } else {
    drawing.definitions.push(`$${name}: ${type}`);
    if (way > 1 || isNonNullType(type)) drawing.variables[name] = value;
  }
  return `$${name}`;
}

function inputValue(drawing: Drawing, name: string, type: GraphQLInputType): unknown {
  if (isNonNullType(type))
    return inputValue(drawing, name, type.ofType) ?? inputOf(drawing, name, type.ofType);
  return isOneOf(drawing, 8) ? null : inputOf(drawing, name, type);
}

function inputOf(drawing: Drawing, name: string, type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return inputOf(drawing, name, type.ofType);
  if (isListType(type)) {
    return Array.from({ length: drawing.draw(2) }, () => inputValue(drawing, name, type.ofType));
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredArgument(field) || isOneOf(drawing, 2),
    );
    return Object.fromEntries(
      fields.map((field) => [field.name, inputValue(drawing, field.name, field.type)]),
    );
  }
  if (isEnumType(type)) return type.getValues()[drawing.draw(type.getValues().length - 1)]?.name;
  const pool = drawing.pools[name] ?? drawing.pools[type.name] ?? ['x'];
  return pool[drawing.draw(pool.length - 1)];
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (value === null || value === undefined) return 'null';
  if (isListType(type) && Array.isArray(value))
    return `[${value.map((item) => literal(item, type.ofType)).join(', ')}]`;
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const parts = Object.entries(value).map(([name, part]) => {
      const field = fields[name];
      return field ? `${name}: ${literal(part, field.type)}` : '';
    });
    return `{ ${parts.join(', ')} }`;
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value);
}
