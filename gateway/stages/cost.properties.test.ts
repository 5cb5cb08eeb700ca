import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { executeSync, type GraphQLFieldResolver, isListType, isNonNullType, parse, validate } from 'graphql';
import { hintedGraph } from '../test/fixture/hinted-graph.ts';
import { operationCost } from './cost.ts';

const list = '@listSize(slicingArguments: ["first"], assumedSize: 2, requireOneSlicingArgument: false)';
const graph = hintedGraph(`
  type Query { one: Node some(first: Int): [Node!]! ${list} few: [Node!]! @listSize(assumedSize: 3) number: Int }
  type Node {
    one: Node
    some(first: Int): [Node!]! ${list}
    few: [Node!]! @listSize(assumedSize: 3)
    number: Int @cost(weight: 2)
  }
`);

/** What the lists of the answer hold: as many items as they were asked for. */
const resolve: GraphQLFieldResolver<unknown, { objects: number }> = (_source, args, context, info) => {
  const type = isNonNullType(info.returnType) ? info.returnType.ofType : info.returnType;
  if (info.fieldName === 'number') return 1;
  const size = isListType(type) ? (info.fieldName === 'few' ? 3 : (args.first ?? 2)) : 1;
  context.objects += size;
  return isListType(type) ? Array.from({ length: size }, () => ({})) : {};
};

const size = fc.constantFrom('', '(first: 0)', '(first: 1)', '(first: 3)', '(first: $n)', '(first: $m)');
const { selection } = fc.letrec<{ selection: string; field: string }>((tie) => ({
  selection: fc
    .array(fc.tuple(fc.constantFrom('', 'a: ', 'b: '), tie('field')), { minLength: 1, maxLength: 3 })
    .map((fields) => `{ ${fields.map(([alias, field]) => alias + field).join(' ')} }`),
  field: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constant('number'),
    fc.tuple(fc.constant('one'), tie('selection')).map((parts) => parts.join(' ')),
    fc.tuple(fc.constant('few'), tie('selection')).map((parts) => parts.join(' ')),
    fc.tuple(size, tie('selection')).map(([first, below]) => `some${first} ${below}`),
  ),
}));

test('an operation costs at least the objects of its answer, when lists are as long as asked for', () => {
  const variables = fc.record({ n: fc.nat(3), m: fc.option(fc.nat(3)) }, { requiredKeys: [] });
  let run = 0;

  fc.assert(
    fc.property(selection, variables, (text, variableValues) => {
      const document = parse(`query ($n: Int = 1, $m: Int) ${text}`);
      const faults = validate(graph.schema, document).filter(
        ({ message }) => !message.includes('never used'),
      );
      // Two fields under one name that differ can't be asked for.
      fc.pre(faults.length === 0);
      const contextValue = { objects: 0 };

      executeSync({ schema: graph.schema, document, variableValues, contextValue, fieldResolver: resolve });

      expect(operationCost(graph, document)(variableValues)).toBeGreaterThanOrEqual(contextValue.objects);
      run += contextValue.objects > 0 ? 1 : 0;
    }),
    { numRuns: 200 },
  );
  expect(run).toBeGreaterThan(50);
});
