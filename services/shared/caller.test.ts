import { expect, test } from '@jest/globals';
import { contextWith, type RequestContext } from './caller.ts';

test('a context that is added to asks for the signal when somebody asks it, and not before', () => {
  const { signal } = new AbortController();
  let asked = 0;
  const request: RequestContext = {
    caller: { kind: 'SESSION', id: 'session:1', scopes: [] },
    requestId: 'request-1',
    get signal() {
      asked += 1;
      return signal;
    },
  };

  const context = contextWith(request, { loaders: 'of the request' });

  expect(asked).toBe(0);
  expect(context.signal).toBe(signal);
  expect(context).toMatchObject({
    caller: request.caller,
    requestId: 'request-1',
    loaders: 'of the request',
  });
});
