import { describe, expect, test } from '@jest/globals';
import type { Caller } from './caller.ts';
import { requireScope } from './scope.ts';

const caller = (kind: Caller['kind'], scopes: string[]): Caller => ({ kind, id: 'someone', scopes });

describe('requireScope', () => {
  test.each(['API_KEY', 'USER'] as const)('%s with the scope passes', (kind) => {
    expect(() => requireScope(caller(kind, ['admin']), 'admin')).not.toThrow();
  });

  test.each(['API_KEY', 'USER'] as const)('%s with another scope is forbidden', (kind) => {
    expect(() => requireScope(caller(kind, ['admin']), 'knowledge:write')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  test.each(['ANONYMOUS', 'SESSION'] as const)('%s has to say first who it is', (kind) => {
    expect(() => requireScope(caller(kind, []), 'admin')).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
  });
});
