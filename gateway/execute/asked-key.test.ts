import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { askedKey, withClientPath } from './asked-key.ts';

describe('askedKey', () => {
  test('a field without an alias keeps its name', () => {
    expect(askedKey('code', 'code')).toBe('code');
  });

  test('an error at an aliased field is told with the path that the client knows, and with its cause', () => {
    const cause = new Error('the gauge is stuck');
    const path = [askedKey('port', 'id'), 0, askedKey('tide', 'tide')];
    const error = new GraphQLError('upstream', {
      path,
      originalError: cause,
      extensions: { code: 'CONFLICT' },
    });

    const told = withClientPath(error);

    expect(told).toMatchObject({
      path: ['id', 0, 'tide'],
      originalError: cause,
      extensions: { code: 'CONFLICT' },
    });
  });

  test('an error without an alias in its path is passed on as it is', () => {
    const error = new GraphQLError('upstream', { path: ['port', 'tide'] });

    expect(withClientPath(error)).toBe(error);
  });
});
