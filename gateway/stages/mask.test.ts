import { describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { AppError, badInput } from '../../services/shared/errors.ts';
import { maskError, maskResult } from './mask.ts';

const errorLevel = 50;
const warnLevel = 40;

function masking() {
  const logged: { level: number; msg: string; requestId: string; err?: { message: string } }[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => logged.push(JSON.parse(line)) });
  return { logged, masking: { requestId: 'request-1', logger } };
}

describe('maskError', () => {
  test('a defect is shown by a general text and the request id, and logged with its cause', () => {
    const { logged, masking: given } = masking();
    const cause = new Error('connect ECONNREFUSED 10.0.0.7:5432');

    const shown = maskError(new GraphQLError(cause.message, { path: ['port'], originalError: cause }), given);

    expect(JSON.parse(JSON.stringify(shown))).toEqual({
      message: 'Something went wrong on our side.',
      path: ['port'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
    });
    expect(logged).toMatchObject([
      { level: errorLevel, requestId: 'request-1', err: { message: cause.message } },
    ]);
  });

  test('bad input keeps its text and details, and is not logged', () => {
    const { logged, masking: given } = masking();

    const shown = maskError(badInput('first must be at most 10', { field: 'first' }), given);

    expect(shown.message).toBe('first must be at most 10');
    expect(shown.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'first' });
    expect(logged).toEqual([]);
  });

  test('a failed service is a warning; its log message is not shown', () => {
    const { logged, masking: given } = masking();

    const shown = maskError(new AppError('DOWNSTREAM_SERVICE_ERROR', 'pricing at 10.0.0.7 refused'), given);

    expect(shown.message).not.toContain('10.0.0.7');
    expect(logged).toMatchObject([{ level: warnLevel, msg: 'pricing at 10.0.0.7 refused' }]);
  });

  test('an unknown code of somebody else is a defect', () => {
    const { masking: given } = masking();

    const shown = maskError(
      new GraphQLError('secret', { extensions: { code: 'P2002', table: 'users' } }),
      given,
    );

    expect(shown.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' });
  });
});

describe('maskResult', () => {
  test('one cause behind several fields is logged once', () => {
    const { logged, masking: given } = masking();
    const failure = new AppError('GATEWAY_TIMEOUT', 'too slow');
    const at = (field: string) => new GraphQLError('slow', { path: [field], originalError: failure });

    const { errors } = maskResult({ data: null, errors: [at('a'), at('b')] }, given);

    expect(errors?.map(({ path }) => path?.[0])).toEqual(['a', 'b']);
    expect(logged).toHaveLength(1);
  });
});
