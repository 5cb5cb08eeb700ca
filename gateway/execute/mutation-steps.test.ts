import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, print } from 'graphql';
import { operationOf } from './colocated/operation.ts';
import { inSeries, mutationSteps } from './mutation-steps.ts';

const schema = buildSchema(`
  type Query { a: Int }
  type Mutation { a: Int  b: Int }
`);

const stepsOf = (text: string, conditions = {}) =>
  mutationSteps(schema, operationOf(parse(text)), conditions).map((step) =>
    print(step.definitions[0] ?? step).replace(/\s+/g, ' '),
  );

describe('mutationSteps', () => {
  test('each key is a step, in the order in which they are answered', () => {
    expect(stepsOf('mutation { b a: b ... { c: a a: b } }')).toEqual([
      'mutation { b }',
      'mutation { a: b a: b }',
      'mutation { c: a }',
    ]);
  });

  test('what a condition leaves out is no step', () => {
    const text = 'mutation ($x: Boolean!) { ...F @skip(if: $x) b } fragment F on Mutation { a b }';

    expect(stepsOf(text, { x: true })).toEqual(['mutation ($x: Boolean!) { b }']);
    expect(stepsOf(text, { x: false })).toHaveLength(2);
  });
});

describe('inSeries', () => {
  test('a step begins when the one before has ended, and a null answer ends them', async () => {
    const [a, b, c] = [parse('{ a }'), parse('{ b }'), parse('{ c }')];
    const ran: unknown[] = [];

    const result = await inSeries([a, b, c], async (step) => {
      ran.push(step);
      await Promise.resolve();
      return { data: step === b ? null : { a: 1 } };
    });

    expect(ran).toEqual([a, b]);
    expect(result).toEqual({ data: null });
  });
});
