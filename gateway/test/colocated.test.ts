import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestAccess } from '../../services/access/testing.ts';
import { openTestChat } from '../../services/chat/testing.ts';
import { openPricing } from '../../services/pricing/open.ts';
import type { OpenSubgraph } from '../../services/shared/open-subgraph.ts';
import { silentLogger, type TestDatabase, testDatabase } from '../../services/shared/testing.ts';
import { composedGraph } from '../compose.ts';
import { supergraphOf } from '../supergraph.transform.ts';
import { loadSupergraph } from '../supergraph.ts';
import { type BothExecutors, bothExecutors } from './fixture/both-executors.ts';
import { openPorts } from './fixture/ports.subgraph.ts';
import { openTides } from './fixture/tides.subgraph.ts';

describe('both executors give the same answer over the small graph', () => {
  let executors: BothExecutors;

  beforeAll(async () => {
    const services = [await openPorts(), await openTides()];
    executors = await bothExecutors(supergraphOf(composedGraph(services).supergraph), services);
  });

  test.each([
    '{ ports { code name tide forecast { text } } almanac }',
    `{ sightings { ... on Port { name tide } ...V } }
     fragment V on Vessel { called: name ... on Ferry { seats } kind: __typename }`,
    '{ ports(first: 1) { code } ports(first: 1) { tide } }',
    'mutation { openPort(code: "Z") { name tide } again: openPort(code: "Y") { forecast { text } } }',
    '{ __schema { queryType { name } } almanac __type(name: "Port") { fields { name } } __typename }',
    '{ port(code: "GHOST") { name forecast { text } } }',
    '{ g: port(code: "GHOST") { name t: tide } almanac }',
    '{ port(code: "GAPS") { name warnings } }',
    '{ a: port(code: "BROKEN") { name f: forecast { text } } }',
    '{ a: port(code: "BROKEN") { tide } ports { tide } broken }',
    '{ almanac ports(first: 11) { code } }',
    'subscription { arrivals { code tide } }',
    `subscription { harbour { sequence ... on DayBegan { text } ... on MarkSeen {
       mark { __typename ... on Buoy { id colour } ... on Port { code name tide } } } } }`,
    'subscription { wreck { sequence } }',
  ])('%s', async (text) => {
    const { colocated, federated } = await executors.ask(text);

    expect(colocated).toEqual(federated);
  });

  test.each([true, false])('conditions by variables (%s)', async (on) => {
    const text =
      'query ($on: Boolean!, $off: Boolean = false) { ports { code tide @include(if: $on) ... @skip(if: $on) { name } } almanac @skip(if: $off) }';

    const { colocated, federated } = await executors.ask(text, { on });

    expect(colocated).toEqual(federated);
  });
});

describe('both executors give the same answer over the real graph', () => {
  let created: TestDatabase;
  let services: OpenSubgraph[] = [];
  let executors: BothExecutors;

  beforeAll(async () => {
    created = await testDatabase();
    services = [
      await openPricing({ databaseUrl: created.url, quoteValidDays: 14, logger: silentLogger }),
      await openTestChat(created.database),
      await openTestAccess(created.database),
    ];
    executors = await bothExecutors(await loadSupergraph(), services);
  }, 60_000);

  afterAll(async () => {
    await Promise.all(services.map((service) => service.close()));
    await created.drop();
  });

  test.each([
    '{ services(first: 10) { nodes { code name articles(first: 1) { title topic effectiveFrom } } totalCount } }',
    '{ services(first: 60) { nodes { code options { __typename } extension { __typename } stay { __typename } name(lang: IT) } } }',
    '{ service(code: "nothing") { code articles { id } } tools { name } }',
    `{ kbli(code: "56101") { edition code title(lang: EN) parent { code articles(first: 2) { id } }
         risks { scale levels asOf } foreignOwnership { status rules { fromCode { edition code title } asOf } }
         minimumInvestment { amount { __typename } asOf } } }`,
    '{ searchKbli(query: "restaurant", first: 5) { score kbli { code title articles(first: 1) { text } } } }',
    '{ searchServices(query: "investor", first: 3) { score matchedOn service { code category articles { score } } } }',
    '{ searchKnowledge(query: "stay permit") { id title language } }',
    '{ answer(id: "absent") { id citations { source { ... on Service { name } } } } }',
  ])('%s', async (text) => {
    const { colocated, federated } = await executors.ask(text);

    expect(colocated).toEqual(federated);
    expect(colocated[0]?.faults).toEqual([]);
  });

  test('variables, refusals of a service, and a union of results', async () => {
    const text = `query ($lines: [QuoteLineInput!]!) { q: quote(input: { lines: $lines }) {
      ... on Quote { isFloor lines { __typename } onRequest { code articles { id } } }
      ... on QuoteRefusal { problems { lineIndex code } } } }`;
    const lines = [{ serviceCode: 'C1' }, { serviceCode: 'none', quantity: 2 }];

    const { colocated, federated } = await executors.ask(text, { lines });

    expect(colocated).toEqual(federated);
  });
});
