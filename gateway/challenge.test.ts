import { describe, expect, test } from '@jest/globals';
import { AppError } from '../services/shared/errors.ts';
import { challengeOf } from './challenge.ts';
import { tokenRefused } from './stages/token.errors.ts';

describe('challengeOf', () => {
  test('a token that is not believed is told why', () => {
    expect(challengeOf(tokenRefused('TOKEN_EXPIRED'))).toBe(
      'Bearer realm="zantara", error="invalid_token", error_description="The token has expired."',
    );
  });

  test('who came without any is only told what is wanted', () => {
    expect(challengeOf(new AppError('UNAUTHENTICATED', 'nobody'))).toBe('Bearer realm="zantara"');
  });

  test('a missing scope is named', () => {
    const details = { scopes: [['keys', 'write'], ['admin']] };

    expect(challengeOf(new AppError('FORBIDDEN', 'a scope is missing', { details }))).toBe(
      'Bearer realm="zantara", error="insufficient_scope", scope="keys write"',
    );
  });

  test.each(['FORBIDDEN', 'RATE_LIMITED', 'BAD_USER_INPUT'] as const)(
    'another identity would not help against %s',
    (code) => {
      expect(challengeOf(new AppError(code, 'no'))).toBeNull();
    },
  );
});
