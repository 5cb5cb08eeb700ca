import { afterEach, describe, expect, test } from '@jest/globals';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

const givenLevel = process.env.LOG_LEVEL;

let gateway: TestGateway;

afterEach(async () => {
  await gateway.close();
  if (givenLevel === undefined) delete process.env.LOG_LEVEL;
  else process.env.LOG_LEVEL = givenLevel;
});

describe('the runtime that calls services reads the environment by itself', () => {
  test.each(['silent', 'fatal', 'trace'])('operations are answered with LOG_LEVEL=%s', async (level) => {
    process.env.LOG_LEVEL = level;
    gateway = await testGateway({ environment: { LOG_LEVEL: level }, federated: true });

    const { body } = await gateway.post({ query: '{ ports(first: 1) { code forecast { text } } }' });

    expect(body).not.toHaveProperty('errors');
    expect(body.data).toMatchObject({ ports: [{ code: 'A' }] });
  });
});
