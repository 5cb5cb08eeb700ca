import { expect, test } from '@jest/globals';
import { plainContext, type RequestContext, ServiceContext } from './caller.ts';

function asking() {
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
  return { request, signal, asked: () => asked };
}

test("a service's context asks for the signal when somebody asks it, and not before", () => {
  const { request, signal, asked } = asking();

  const context = new ServiceContext(request);

  expect(asked()).toBe(0);
  expect(context.signal).toBe(signal);
  expect(context).toMatchObject({ caller: request.caller, requestId: 'request-1' });
});

test('a plain context keeps its signal when it is copied', () => {
  const { request, signal } = asking();

  const copy = { ...plainContext(new ServiceContext(request)) };

  expect(copy).toEqual({ caller: request.caller, requestId: 'request-1', signal });
});
