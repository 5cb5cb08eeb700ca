import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

let gateway: TestGateway;

async function ask(query: string, variables = {}) {
  const { body } = await gateway.post({ query, variables });
  const faults = (body.errors ?? []).map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`);
  return { data: body.data, faults };
}

describe.each([
  { executor: 'co-located', federated: false },
  { executor: 'federated', federated: true },
])('through the $executor executor', ({ federated }) => {
  beforeAll(async () => {
    gateway = await testGateway({ federated });
  });

  afterAll(() => gateway.close());

  describe('the whole graph', () => {
    test('fields of one entity come from both of its services', async () => {
      const { data, faults } = await ask('{ ports { code name tide forecast { text } } almanac }');

      expect(faults).toEqual([]);
      expect(data).toEqual({
        ports: ['A', 'B'].map((code) => ({
          code,
          name: `Port ${code}`,
          tide: 1.5,
          forecast: { text: `Calm at ${code}` },
        })),
        almanac: 'Tides of the year',
      });
    });

    test('unions, interfaces, fragments and aliases are answered by type', async () => {
      const query = `
        { sightings { ... on Port { name tide } ...V } }
        fragment V on Vessel { called: name ... on Ferry { seats } kind: __typename }
      `;

      const { data } = await ask(query);

      expect(data).toEqual({
        sightings: [
          { name: 'Port A', tide: 1.5 },
          { called: 'Rinjani', seats: 120, kind: 'Ferry' },
          { called: 'Melati', kind: 'Yacht' },
        ],
      });
    });

    test('a list that is asked for twice holds the fields of both', async () => {
      const { data } = await ask('{ ports(first: 1) { code } ports(first: 1) { tide } }');

      expect(data).toEqual({ ports: [{ code: 'A', tide: 1.5 }] });
    });

    test('skipped and included fields follow their variables', async () => {
      const query =
        'query ($no: Boolean!) { port(code: "A") { code tide @include(if: $no) name @skip(if: $no) } }';

      expect((await ask(query, { no: false })).data).toEqual({ port: { code: 'A', name: 'Port A' } });
      expect((await ask(query, { no: true })).data).toEqual({ port: { code: 'A', tide: 1.5 } });
    });

    test('a mutation answers with fields of another service', async () => {
      const { data } = await ask('mutation { openPort(code: "Z") { name tide } }');

      expect(data).toEqual({ openPort: { name: 'Port Z', tide: 1.5 } });
    });

    test('introspection stands beside data', async () => {
      const { data } = await ask('{ __schema { queryType { name } } almanac }');

      expect(data).toEqual({ __schema: { queryType: { name: 'Query' } }, almanac: 'Tides of the year' });
    });

    test('an entity that its other service does not know: nullable fields are null', async () => {
      const { data, faults } = await ask('{ port(code: "GHOST") { name forecast { text } } }');

      expect(data).toEqual({ port: { name: 'Port GHOST', forecast: null } });
      expect(faults).toEqual([]);
    });

    test('an entity that its other service does not know: a non-null field takes it down with a code', async () => {
      const { data, faults } = await ask('{ g: port(code: "GHOST") { name t: tide } almanac }');

      expect(data).toEqual({ g: null, almanac: 'Tides of the year' });
      expect(faults).toEqual(['g.t DOWNSTREAM_SERVICE_ERROR']);
    });

    test('a null in a non-null list of a service is its defect, at its path', async () => {
      const { data, faults } = await ask('{ port(code: "GAPS") { name warnings } }');

      expect(data).toEqual({ port: null });
      expect(faults).toEqual(['port.warnings.1 INTERNAL_SERVER_ERROR']);
    });

    test('errors of entities stand at the fields of the answer', async () => {
      const { data, faults } = await ask('{ a: port(code: "BROKEN") { name f: forecast { text } } }');

      expect(data).toEqual({ a: { name: 'Port BROKEN', f: null } });
      expect(faults).toEqual(['a.f INTERNAL_SERVER_ERROR']);
    });

    test('bad input that a service finds keeps its text and code', async () => {
      const { body } = await gateway.post({ query: '{ almanac ports(first: 11) { code } }' });

      expect(body.data).toBeNull();
      expect(body.errors).toEqual([
        {
          message: 'first must be at most 10',
          path: ['ports'],
          extensions: { code: 'BAD_USER_INPUT', field: 'first' },
        },
      ]);
    });
  });

  describe('subscriptions', () => {
    test('each event is completed by itself, with its own errors only', async () => {
      const caller = { kind: 'ANONYMOUS', id: 'test', scopes: [] } as const;
      const { result } = await gateway.pipeline.open({
        document: { text: 'subscription { arrivals { code tide } }' },
        context: { caller, requestId: 'request-1', signal: new AbortController().signal },
      });

      const events: unknown[] = [];
      if (Symbol.asyncIterator in result) for await (const event of result) events.push(event);

      expect(events).toMatchObject([
        { data: { arrivals: { code: 'A', tide: 1.5 } } },
        { data: null, errors: [{ path: ['arrivals', 'tide'] }] },
        { data: { arrivals: { code: 'B', tide: 1.5 } } },
      ]);
      expect(events[2]).not.toHaveProperty('errors');
    });

    test('they are served over SSE', async () => {
      const answer = await gateway.get('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query: 'subscription { arrivals { code } }' }),
      });
      const text = await answer.text();

      expect(answer.headers.get('content-type')).toBe('text/event-stream');
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
      expect(text.match(/^event: \w+/gm)).toEqual([
        'event: next',
        'event: next',
        'event: next',
        'event: complete',
      ]);
    });
  });
});
