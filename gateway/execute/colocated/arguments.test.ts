import { describe, expect, test } from '@jest/globals';
import { buildSchema, type FieldNode, isEnumType, parse } from 'graphql';
import { argumentsOf } from './arguments.ts';
import { operationOf } from './operation.ts';
import { Request, type Values } from './request.ts';

const schema = buildSchema(`
  type Query { find(first: Int! = 3, sizes: [Size!], filter: Filter, lang: Language = EN): Int }
  enum Language { EN IT }
  input Size { cm: Int! = 5 }
  input Filter { text: String, size: Size, lang: Language }
`);
const languages = schema.getType('Language');
if (isEnumType(languages)) for (const each of languages.getValues()) each.value = `internal ${each.name}`;

const home = { index: 0, name: 'a', schema, contextFor: () => ({}) };
const context = { caller: { kind: 'ANONYMOUS', id: 'a', scopes: [] }, requestId: '1' } as const;

/** The arguments of the one field of an operation, as its service reads them. */
function read(text: string, variables: Values = {}): Values {
  const operation = operationOf(parse(text));
  const node = operation.definition.selectionSet.selections[0] as FieldNode;
  const field = schema.getQueryType()?.getFields().find;
  if (!field) throw new Error('no field');
  const given = argumentsOf(field, node, home, operation.definitions);
  const { signal } = new AbortController();
  return typeof given === 'function'
    ? given(new Request(operation, variables, { ...context, signal }))
    : given;
}

describe('argumentsOf', () => {
  test('constants and defaults are those of the service, and shared frozen', () => {
    const values = read('{ find(filter: { size: {}, lang: IT }) }');

    expect(values).toEqual({ first: 3, lang: 'EN', filter: { size: { cm: 5 }, lang: 'internal IT' } });
    expect(Object.isFrozen(values.filter)).toBe(true);
  });

  test('variables are read by the types of the service, also within literals', () => {
    const text =
      'query ($n: Int!, $l: Language, $t: String) { find(first: $n, lang: $l, filter: { text: $t, lang: $l }) }';

    expect(read(text, { n: 7, l: 'IT', t: 'x' })).toEqual({
      first: 7,
      lang: 'internal IT',
      filter: { text: 'x', lang: 'internal IT' },
    });
  });

  test('a variable that is left out takes its default, else that of the argument', () => {
    const text = 'query ($n: Int, $l: Language = IT, $s: [Size!]) { find(first: $n, lang: $l, sizes: $s) }';

    expect(read(text)).toEqual({ first: 3, lang: 'internal IT' });
    expect(read(text, { l: null, s: { cm: 1 } })).toEqual({ first: 3, lang: null, sizes: [{ cm: 1 }] });
  });

  test.each([
    ['query ($n: Int) { find(first: $n) }', { n: null }, 'must not be null'],
    ['query ($n: Int!) { find(first: $n) }', { n: 'x' }, 'Int cannot represent'],
    ['query ($f: Filter) { find(filter: $f) }', { f: { lang: 'XX' } }, 'f.lang'],
  ])('what is refused is told: %s %p', (text, variables, reason) => {
    expect(() => read(text, variables)).toThrow(reason);
  });
});
