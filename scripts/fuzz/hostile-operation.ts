import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile-text.ts';

const some = (min: number, max: number) => fc.integer({ min, max });
const repeated = (piece: string, max: number) => some(1, max).map((count) => piece.repeat(count));
const numbered = (max: number, each: (index: number) => string) =>
  some(1, max).map((count) => Array.from({ length: count }, (_, index) => each(index)).join(' '));

/** Documents of the graph that can be read, with places for variables. */
const sound: readonly string[] = [
  'query ($a: ID!) { service(code: $a) { code name { en } } }',
  'query ($a: String!, $b: Int!) { searchKbli(query: $a, first: $b) { kbli { code } } }',
  'query ($a: String!, $b: Int!) { searchServices(query: $a, first: $b) { service { code } } }',
  'query ($a: String!, $b: Int!) { searchKnowledge(query: $a, first: $b) { __typename } }',
  'query ($b: Int!, $a: String) { services(first: $b, after: $a) { edges { node { code } } } }',
  'query ($b: Int!, $a: String) { conversations(first: $b, after: $a) { edges { node { id } } } }',
  'query ($a: ID!) { savedQuote(id: $a) { id } answer(id: $a) { id } conversation(id: $a) { id } }',
  'query ($c: QuoteInput!) { quote(input: $c) { __typename } }',
  'mutation ($c: QuoteInput!) { saveQuote(input: $c) { __typename } }',
  'mutation ($c: AskInput!) { ask(input: $c) { __typename } }',
  'mutation ($c: CreateApiKeyInput!) { createApiKey(input: $c) { __typename } }',
  'mutation ($a: ID!) { stopAnswer(id: $a) { id } deleteConversation(id: $a) { __typename } }',
  'mutation ($c: RateAnswerInput!) { rateAnswer(input: $c) { id } }',
  'subscription ($a: ID!, $b: Int!) { answerEvents(answerId: $a, afterSequence: $b) { __typename } }',
  'subscription ($c: AskInput!) { chat(input: $c) { __typename } }',
  '{ viewer { kind } apiKeys { id } tools { name } }',
  '{ __schema { types { fields { type { fields { type { name } } } } } } }',
  '{ __type(name: "Query") { name } }',
];

/** Documents that are made to cost: deep, wide, in circles, or no documents. */
const unsound: fc.Arbitrary<string> = fc.oneof(
  some(1, 5_000).map((depth) => `${'{ a '.repeat(depth)}${'}'.repeat(depth)}`),
  numbered(2_000, (index) => `a${index}: __typename`).map((fields) => `{ ${fields} }`),
  repeated('__typename ', 4_000).map((fields) => `{ ${fields} }`),
  repeated('@skip(if: false) ', 2_000).map((directives) => `{ __typename ${directives} }`),
  repeated('@a', 5_000).map((directives) => `{ __typename ${directives} }`),
  numbered(500, (index) => `fragment f${index} on Query { ...f${index + 1} __typename }`).map(
    (fragments) => `{ ...f0 } ${fragments}`,
  ),
  fc.constant('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'),
  fc.constant('{ ...a ...a } fragment a on Query { __typename ...a }'),
  numbered(300, (index) => `query q${index} { __typename }`),
  numbered(1_000, (index) => `$v${index}: Int`).map((variables) => `query (${variables}) { __typename }`),
  some(1, 3_000).map((depth) => `query ($v: ${'['.repeat(depth)}Int${']'.repeat(depth)}) { __typename }`),
  some(1, 3_000).map((depth) => `{ service(code: ${'['.repeat(depth)}${']'.repeat(depth)}) { code } }`),
  some(1, 3_000).map(
    (depth) => `{ quote(input: ${'{a:'.repeat(depth)}1${'}'.repeat(depth)}) { __typename } }`,
  ),
  repeated('9', 3_000).map((digits) => `{ services(first: ${digits}) { edges { node { code } } } }`),
  repeated('#', 70_000).map((comment) => `${comment}\n{ __typename }`),
  repeated('"""', 2_000).map((quotes) => `${quotes} { __typename }`),
  hostileText.map((text) => `{ ${text} }`),
  hostileText.map((text) => `{ service(code: ${JSON.stringify(text)}) { code } }`),
  hostileText,
  fc.constantFrom('{ servic { code } }', '{ service(cod: "x") { code } }', '{ ... on Servce { code } }'),
  fc.constantFrom(
    'type Query { a: Int }',
    'extend schema @link(url: "x")',
    'fragment a on Query { b }',
    '{',
    '}',
  ),
  fc.constantFrom('{ _entities(representations: []) { __typename } }', '{ _service { sdl } }'),
);

const variables = fc.oneof(
  { weight: 5, arbitrary: fc.record({ a: hostileValue, b: hostileValue, c: hostileValue }) },
  { weight: 3, arbitrary: fc.record({ a: hostileText, b: some(-5, 60), c: inputs() }) },
  { weight: 1, arbitrary: hostileValue },
);

/** Inputs that are nearly right. */
function inputs(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.record({
      lines: fc.array(fc.record({ service: hostileText, quantity: hostileValue }), { maxLength: 4 }),
    }),
    fc.record({ question: fc.oneof(hostileText, fc.constant('')), clientRequestId: hostileValue }),
    fc.record({ answerId: hostileText, helpful: hostileValue }),
    fc.record({ name: hostileText, scopes: fc.constant(['admin']) }),
  );
}

const hash = 'a'.repeat(64);

/** The parameters of an operation, as a client would send them, and mostly not right. */
export const hostileOperation: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ query: fc.constantFrom(...sound), variables }) },
  { weight: 5, arbitrary: fc.record({ query: unsound }) },
  { weight: 1, arbitrary: fc.record({ query: hostileValue, variables, operationName: hostileValue }) },
  { weight: 1, arbitrary: fc.record({ query: fc.constant('{ __typename }'), operationName: hostileValue }) },
  {
    weight: 1,
    arbitrary: fc.record({
      documentId: fc.oneof(hostileValue, fc.constant(hash), fc.constant(`sha256:${hash}`)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      query: fc.constant('{ __typename }'),
      extensions: fc.oneof(
        hostileValue,
        fc.record({ persistedQuery: hostileValue }),
        fc.record({
          persistedQuery: fc.record({
            version: hostileValue,
            sha256Hash: fc.oneof(hostileValue, fc.constant(hash)),
          }),
        }),
      ),
    }),
  },
);
