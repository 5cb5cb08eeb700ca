import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import { makeCompletion } from './completion.compiled.ts';
import { CompiledDocument, missing } from './completion.copy.ts';
import { completed } from './completion.ts';

const schema = buildSchema(`
  type Query { port: Port  ports: [Port!]  strict: Port!  sightings: [Sighting!]!  vessel: Vessel  level: Int  any: Any }
  type Port { code: ID!  tide: Float!  forecast: String  warnings: [String!]  grid: [[Int!]!]!  mood: Mood  open: Boolean }
  interface Vessel { name: ID! }
  type Ferry implements Vessel { name: ID!  seats: Int! }
  union Sighting = Port | Ferry
  enum Mood { CALM ROUGH }
  scalar Any
`);

const documents = [
  '{ port { code tide forecast warnings grid mood open } }',
  '{ p: port { c: code } port { tide code } ports { code ...F } } fragment F on Port { warnings mood t: __typename }',
  '{ sightings { __typename ... on Port { code tide } ... on Ferry { seats n: name } } vessel { name ... on Ferry { seats } } }',
  '{ level any strict { code } }',
  'query ($no: Boolean!, $yes: Boolean = true) { port { code tide @skip(if: $no) ...G @include(if: $yes) } } fragment G on Port { grid }',
  '{ __typename vessel { __typename } __schema { queryType { name } } }',
  '{ port { __proto__: code } }',
].map((text) => parse(text, { noLocation: true }));

const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>('A', 'CALM', 'ROUGH', 1, 1.5, true) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(null, 'SECRET', 2 ** 40, [], {}, Number.MAX_SAFE_INTEGER, '7', false),
  },
);
const mostly = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: leaf });
const text = mostly(fc.constantFrom('A', 'B'));
const port = fc.record(
  {
    __typename: fc.constantFrom('Port', 'Port', 'Port', 'Ghost'),
    ...{ code: text, alias__c: text, tide: mostly(fc.constantFrom(1, 2.5)), forecast: text },
    warnings: mostly(fc.array(text, { maxLength: 2 })),
    grid: mostly(fc.array(fc.array(mostly(fc.constantFrom(1, 2)), { maxLength: 2 }), { maxLength: 2 })),
    mood: mostly(fc.constantFrom('CALM', 'ROUGH')),
    open: mostly(fc.boolean()),
  },
  { requiredKeys: ['__typename', 'code', 'alias__c', 'tide', 'grid'] },
);
const ferry = fc.record(
  {
    __typename: fc.constantFrom('Ferry', 'Ferry', 'Query'),
    name: text,
    alias__n: text,
    seats: mostly(fc.constant(3)),
  },
  { requiredKeys: ['__typename', 'name', 'alias__n', 'seats'] },
);
const data = fc.record(
  {
    ...{
      port: mostly(port),
      alias__p: mostly(port),
      strict: mostly(port),
      ports: mostly(fc.array(mostly(port), { maxLength: 3 })),
    },
    sightings: mostly(fc.array(fc.oneof(port, ferry), { maxLength: 3 })),
    ...{ vessel: mostly(ferry), level: leaf, any: leaf },
  },
  { requiredKeys: ['port', 'alias__p', 'strict', 'sightings'] },
);
const variables = fc.record(
  { no: fc.boolean(), yes: fc.constantFrom(true, false, null) },
  { requiredKeys: ['no'] },
);

const shown = (result: ReturnType<typeof completed>) => JSON.parse(JSON.stringify(result));

describe('compiled completion', () => {
  const complete = makeCompletion(schema);

  test('gives what graphql-js gives, for whole data and for data with anything missing or wrong', () => {
    expect(documents.flatMap((document) => validate(schema, document))).toEqual([]);
    fc.assert(
      fc.property(fc.constantFrom(...documents), data, variables, (document, given, values) => {
        const expected = completed({ schema, document, variables: values, data: given, errors: [] });

        expect(shown(complete(document, values, { data: given }))).toEqual(shown(expected));
      }),
      { numRuns: 1_500, seed: 20_261_123 },
    );
  });

  test('most of what is whole does not go through graphql-js', () => {
    const whole = { port: { code: 'A', tide: 1, forecast: null, grid: [[1]], mood: 'CALM', open: true } };
    const [document = parse('{ level }')] = documents;

    const copy = new CompiledDocument(schema, document).copy(whole, {});

    expect(copy).toEqual({ port: { ...whole.port, warnings: null } });
  });

  test('what it can not tell is left to graphql-js', () => {
    const left = (query: string, given: Record<string, unknown>, values = {}) =>
      new CompiledDocument(schema, parse(query)).copy(given, values);

    expect(left('{ __schema { queryType { name } } }', {})).toBe(missing);
    expect(left('{ vessel { name } }', { vessel: { name: 'A' } })).toBe(missing);
    expect(left('{ level }', { level: '7' })).toBe(missing);
    expect(left('query ($if: Boolean!) { level @skip(if: $if) }', { level: 7 })).toBe(missing);
  });

  test('what was given is not changed', () => {
    const given = { port: { code: 'A', tide: 1, grid: [], extra: 'x' } };
    const before = JSON.stringify(given);

    complete(parse('{ port { code grid } }'), {}, { data: given });

    expect(JSON.stringify(given)).toBe(before);
  });
});
