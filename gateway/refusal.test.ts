import { expect, test } from '@jest/globals';
import { GraphQLError, parse } from 'graphql';
import { refusalOf } from './refusal.ts';
import { garbageCollected } from './test/fixture/garbage.ts';

/** A refusal, with what its fault was found in. */
function refused() {
  const document = parse('{ unknown }');
  const error = new GraphQLError('no such field', { nodes: document.definitions[0] });
  return { refusal: refusalOf('GRAPHQL_VALIDATION_FAILED', [error]), found: [document, error].map(probe) };
}

const probe = (object: object) => new WeakRef(object);

test('a refusal that is remembered holds neither the document nor the errors it was made from', async () => {
  const { refusal, found } = refused();

  expect(await garbageCollected(found)).toEqual([true, true]);
  expect(refusal.errors[0]).toMatchObject({
    message: 'no such field',
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    locations: [{ line: 1, column: 1 }],
  });
});

test('other errors keep their trace of calls', () => {
  refusalOf('GRAPHQL_PARSE_FAILED', [new GraphQLError('fault')]);

  expect(new Error('another').stack).toContain('refusal.test');
});
