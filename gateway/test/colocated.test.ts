import { beforeAll, describe, expect, test } from '@jest/globals';
import { composedGraph } from '../compose.ts';
import { supergraphOf } from '../supergraph.ts';
import { type BothExecutors, bothExecutors } from './fixture/both-executors.ts';
import { openPorts } from './fixture/ports.subgraph.ts';
import { openTides } from './fixture/tides.subgraph.ts';

let executors: BothExecutors;

beforeAll(async () => {
  const services = [await openPorts(), await openTides()];
  executors = await bothExecutors(supergraphOf(composedGraph(services).supergraph), services);
});

describe('the co-located executor answers as the federated one does', () => {
  test.each([
    '{ ports { code name tide forecast { text } } almanac }',
    `{ sightings { ... on Port { name tide } ...V } }
     fragment V on Vessel { called: name ... on Ferry { seats } kind: __typename }`,
    '{ ports(first: 1) { code } ports(first: 1) { tide } }',
    'mutation { openPort(code: "Z") { name tide } again: openPort(code: "Y") { forecast { text } } }',
    '{ __schema { queryType { name } } almanac __type(name: "Port") { name fields { name } } __typename }',
    '{ port(code: "GHOST") { name forecast { text } } }',
    '{ g: port(code: "GHOST") { name t: tide } almanac }',
    '{ port(code: "GAPS") { name warnings } }',
    '{ a: port(code: "BROKEN") { name f: forecast { text } } }',
    '{ a: port(code: "BROKEN") { tide } ports { tide } }',
    '{ ports { tide } broken }',
    '{ almanac ports(first: 11) { code } }',
    'subscription { arrivals { code tide } }',
    'subscription { harbour { __typename sequence ... on DayBegan { text } ... on MarkSeen { mark { ... on Buoy { id colour } ... on Port { code name tide } } } } }',
    'subscription { wreck { sequence } }',
  ])('%s', async (text) => {
    const { colocated, federated } = await executors.ask(text);

    expect(colocated).toEqual(federated);
  });
});
