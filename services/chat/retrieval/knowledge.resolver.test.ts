import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { OpenSubgraph } from '../../shared/open-subgraph.ts';
import { type TestDatabase, testDatabase } from '../../shared/testing.ts';
import { aPassage, aRetriever, ask, openTestChat } from '../testing.ts';
import { tools } from '../tools/toolbox.ts';
import type { AboutQuery, Retriever } from './passage.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;
let chat: OpenSubgraph;
let asked: AboutQuery[][];

beforeAll(async () => {
  database = await testDatabase();
  const retriever = aRetriever([aPassage(), aPassage({ id: 'stay.en.2' })]);
  const about: Retriever['about'] = async (queries) => {
    asked.push([...queries]);
    return retriever.about(queries);
  };
  asked = [];
  chat = await openTestChat(database.database, { retriever: { ...retriever, about }, tools });
});

afterAll(async () => {
  await chat.close();
  await database.drop();
});

const search = `query ($query: String!, $first: Int! = 5, $topic: Topic) {
  searchKnowledge(query: $query, first: $first, topic: $topic, lang: EN) {
    id title text topic language documentId sourceUrl effectiveFrom score
  }
}`;

describe('searchKnowledge', () => {
  test('gives passages, best first', async () => {
    const { data } = await ask(chat, search, { query: ' stay permit ', first: 1 });

    expect(data?.searchKnowledge).toEqual([
      {
        id: 'stay.en.1',
        title: 'Stay permits · Duration',
        text: expect.stringContaining('immigration office'),
        topic: 'VISA',
        language: 'EN',
        documentId: 'stay',
        sourceUrl: null,
        effectiveFrom: '2025-01-01',
        score: 0.8,
      },
    ]);
  });

  test.each([
    { query: '' },
    { query: ' \n ' },
    { query: 'x'.repeat(401) },
    { query: 'visa', first: 0 },
    { query: 'visa', first: 21 },
  ])('%j is bad input', async (variables) => {
    const { errors } = await ask(chat, search, variables);

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('tools', () => {
  test('are those that answers are made with', async () => {
    const { data } = await ask(chat, '{ tools { name description inputSchema } }');

    expect(data?.tools).toEqual(JSON.parse(JSON.stringify(tools)));
  });
});

describe('_entities', () => {
  const entities = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Service { code articles(lang: EN, first: 1) { id } } ... on KbliCode { edition code articles { id } }
  } }`;

  test('services and KBLI codes have articles, all looked up together and each entity once', async () => {
    asked = [];
    const service = { __typename: 'Service', code: 'E33G' };
    const kbli = { __typename: 'KbliCode', edition: 'KBLI_2025', code: '56101' };

    const { data, errors } = await ask(chat, entities, { representations: [service, kbli, service] });

    expect(errors).toBeUndefined();
    expect(data?._entities).toEqual([
      { code: 'E33G', articles: [{ id: 'stay.en.1' }] },
      { edition: 'KBLI_2025', code: '56101', articles: [{ id: 'stay.en.1' }, { id: 'stay.en.2' }] },
      { code: 'E33G', articles: [{ id: 'stay.en.1' }] },
    ]);
    expect(asked).toEqual([
      [
        { entity: { service: 'E33G' }, language: 'EN', topK: 1 },
        { entity: { kbli: { edition: 'KBLI_2025', code: '56101' } }, language: null, topK: 3 },
      ],
    ]);
  });
});
