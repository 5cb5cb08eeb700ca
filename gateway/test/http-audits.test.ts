import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

let gateway: TestGateway;
let url = '';
const audits = serverAudits({ url: () => url });

beforeAll(async () => {
  gateway = await testGateway();
  url = `${gateway.origin}/graphql`;
});

afterAll(() => gateway.close());

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  test('there are 61 audits', () => {
    expect(audits).toHaveLength(61);
  });

  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
    '%s %s',
    async (_id, _name, audit) => {
      const result = await audit.fn();

      expect(result).toMatchObject({ status: 'ok' });
    },
  );
});
