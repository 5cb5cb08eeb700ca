import { federationCase } from './federation-case.fixture.ts';
import { believed, found } from './graph.fixture.ts';

federationCase('an enum that one service gives and the other takes', {
  parts: {
    a: [
      `type Query { days: [Day!]!  open(on: Shift!): Boolean! }
       type Day @key(fields: "id") { id: ID!  state: State! }
       enum State { OPEN CLOSED }
       enum Shift { MORNING NIGHT }`,
      {
        Query: {
          days: [
            { id: '1', state: 'OPEN' },
            { id: '2', state: 'CLOSED' },
          ],
          open: (_: unknown, { on }: { on: string }) => on === 'NIGHT',
        },
        Day: found([{ id: '1', state: 'OPEN' }], 'id'),
      },
    ],
    b: [
      `type Day @key(fields: "id") { id: ID!  next: State!  staff(on: Shift = NIGHT): Int! }
       enum State { OPEN HOLIDAY }
       enum Shift { NIGHT NOON }`,
      {
        Day: {
          ...believed,
          next: 'HOLIDAY',
          staff: (_: unknown, { on }: { on: string }) => (on === 'NIGHT' ? 2 : 0),
        },
      },
    ],
  },
  asks: [
    {
      ask: '{ days { state next } }',
      data: {
        days: [
          { state: 'OPEN', next: 'HOLIDAY' },
          { state: 'CLOSED', next: 'HOLIDAY' },
        ],
      },
    },
    {
      ask: 'query ($on: Shift = NIGHT) { open(on: $on) days { staff(on: $on) } }',
      data: { open: true, days: [{ staff: 2 }, { staff: 2 }] },
    },
  ],
});

federationCase('an input type of which each service knows a part', {
  parts: {
    a: [
      `type Query { a(by: Filter): String! }
       input Filter { text: String!  first: Int = 3  onlyA: Int }`,
      { Query: { a: (_: unknown, { by }: { by: unknown }) => JSON.stringify(by ?? null) } },
    ],
    b: [
      `type Query { b(by: Filter, many: [Filter!] = [{ text: "none" }]): String! }
       input Filter { text: String!  first: Int = 3  onlyB: [Int!] }`,
      { Query: { b: (_: unknown, given: unknown) => JSON.stringify(given) } },
    ],
  },
  asks: [
    {
      ask: '{ a(by: { text: "x" }) b(by: { text: "y", first: null }) }',
      data: {
        a: '{"text":"x","first":3}',
        b: '{"by":{"text":"y","first":null},"many":[{"text":"none","first":3}]}',
      },
    },
    {
      ask: 'query ($by: Filter, $text: String! = "t", $none: Int) { a(by: $by) x: a(by: { text: $text, first: $none }) b(many: [{ text: $text }, { text: "2", first: 1 }]) }',
      variables: { by: { text: 'given' } },
      data: {
        a: '{"text":"given","first":3}',
        x: '{"text":"t","first":3}',
        b: '{"many":[{"text":"t","first":3},{"text":"2","first":1}]}',
      },
    },
    { ask: 'query ($by: Filter) { a(by: $by) }', variables: { by: null }, data: { a: 'null' } },
    {
      ask: 'query ($first: Int! = 7) { b(many: { text: "one", first: $first }) }',
      data: { b: '{"many":[{"text":"one","first":7}]}' },
    },
  ],
});

federationCase('a type that may be null in one service and not in the other', {
  parts: {
    a: [
      `type Query { a: Pair!  list: [Pair] }
       type Pair @shareable { left: Int  right: [Int] }`,
      { Query: { a: { left: null, right: [1, null] }, list: [{ left: 1, right: null }, null] } },
    ],
    b: [
      `type Query { b: Pair! }  type Pair @shareable { left: Int!  right: [Int!]! }`,
      { Query: { b: { left: 2, right: [3] } } },
    ],
  },
  asks: [
    {
      ask: '{ a { right left } b { right left } }',
      data: { a: { right: [1, null], left: null }, b: { right: [3], left: 2 } },
    },
    { ask: '{ list { left right } }', data: { list: [{ left: 1, right: null }, null] } },
  ],
});

federationCase('scalars of our own, numbers at their limits, lists of lists', {
  parts: {
    a: [
      `scalar Any  type Query { any: Any  grid: [[Cell]!]!  odd: [Float!]!  echo(value: Any): Any }
       type Cell @key(fields: "id") { id: ID! }`,
      {
        Query: {
          any: { deep: [1, { null: null }], __typename: 'no type' },
          grid: [[{ id: '1' }, null], [], [{ id: '2' }, { id: '1' }]],
          odd: [0.1, 1e21, -0, 5],
          echo: (_: unknown, { value }: { value: unknown }) => value,
        },
      },
    ],
    b: [
      `type Cell @key(fields: "id") { id: ID!  colour: String! }`,
      { Cell: { ...believed, colour: ({ id }: { id: string }) => `colour ${id}` } },
    ],
  },
  asks: [
    {
      ask: '{ any odd }',
      data: { any: { deep: [1, { null: null }], __typename: 'no type' }, odd: [0.1, 1e21, 0, 5] },
    },
    {
      ask: '{ grid { colour } }',
      data: { grid: [[{ colour: 'colour 1' }, null], [], [{ colour: 'colour 2' }, { colour: 'colour 1' }]] },
    },
    {
      ask: 'query ($value: Any) { a: echo(value: $value) b: echo(value: { x: [1, "2", true, null] }) }',
      variables: { value: [{ y: 1.5 }] },
      data: { a: [{ y: 1.5 }], b: { x: [1, '2', true, null] } },
    },
  ],
});

federationCase('directives of the services, on their types and on client operations', {
  parts: {
    a: [
      `extend schema
         @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
         @link(url: "https://example.com/mark/v1.0", import: ["@mark"])
         @composeDirective(name: "@mark")
       directive @mark(level: Int = 1) on FIELD | FIELD_DEFINITION
       directive @plain(level: Int = 1) on FIELD
       type Query { a: String! @mark }`,
      { Query: { a: 'A' } },
    ],
    b: [`directive @plain(level: Int = 1) on FIELD  type Query { b: String! }`, { Query: { b: 'B' } }],
  },
  asks: [{ ask: 'query ($level: Int = 3) { a @plain b @plain(level: $level) }', data: { a: 'A', b: 'B' } }],
});

federationCase('operations of every form', {
  parts: {
    a: [
      `type Query { a: Item!  b: Item }  type Item @key(fields: "id") { id: ID!  twin: Item! }`,
      {
        Query: { a: { id: '1' }, b: { id: '2' } },
        Item: { ...believed, twin: ({ id }: { id: string }) => ({ id: `${id}+` }) },
      },
    ],
    b: [
      `type Item @key(fields: "id") { id: ID!  text(of: String): String! }`,
      {
        Item: {
          ...believed,
          text: ({ id }: { id: string }, { of = 'x' }: { of?: string | null }) => `${of} ${id}`,
        },
      },
    ],
  },
  asks: [
    { ask: '{ __typename }', data: { __typename: 'Query' } },
    {
      ask: '{ q: __typename a { t: __typename __typename: id } }',
      data: { q: 'Query', a: { t: 'Item', __typename: '1' } },
    },
    { ask: '{ a { __typename text __typename } }', data: { a: { __typename: 'Item', text: 'x 1' } } },
    {
      ask: '{ a { twin { text } ...T twin { twin { text(of: "y") } } } } fragment T on Item { twin { id twin { text(of: "y") id } } }',
      data: { a: { twin: { text: 'x 1+', id: '1+', twin: { text: 'y 1++', id: '1++' } } } },
    },
    {
      ask: 'query ($t: Boolean = true, $f: Boolean = false) { a @skip(if: $f) { text @include(if: $t) } b @skip(if: $t) { text } ... @include(if: $f) { c: b { id } } }',
      data: { a: { text: 'x 1' } },
    },
    {
      ask: 'query ($t: Boolean!) { a { ... @include(if: $t) { text twin { text } } ... @skip(if: $t) { id } } }',
      variables: { t: true },
      data: { a: { text: 'x 1', twin: { text: 'x 1+' } } },
    },
    {
      ask: 'query ($t: Boolean!) { a { ...T @skip(if: $t) id @include(if: $t) @skip(if: $t) } } fragment T on Item { text }',
      variables: { t: true },
      data: { a: {} },
    },
    {
      ask: 'query ($of: String) { a { text(of: $of) n: text(of: null) z: text(of: "z") } }',
      data: { a: { text: 'x 1', n: 'null 1', z: 'z 1' } },
    },
    {
      ask: 'query ($of: String) { a { text(of: $of) } }',
      variables: { of: null },
      data: { a: { text: 'null 1' } },
    },
    {
      ask: '{ __schema { queryType { name } } a { text } __type(name: "Item") { name } }',
      data: { __schema: { queryType: { name: 'Query' } }, a: { text: 'x 1' }, __type: { name: 'Item' } },
    },
    {
      ask: 'query Named { id: a { id } a: b { text } b: a { twin: id } }',
      data: { id: { id: '1' }, a: { text: 'x 2' }, b: { twin: '1' } },
    },
  ],
});
