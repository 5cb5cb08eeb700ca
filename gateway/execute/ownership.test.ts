import { describe, expect, test } from '@jest/globals';
import { buildASTSchema, parse, validate } from 'graphql';
import { composedGraph } from '../compose.ts';
import { supergraphOf } from '../supergraph.transform.ts';
import { loadSupergraph } from '../supergraph.ts';
import { makeOwnership } from './ownership.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@override"])`;

const ports = `${link}
  type Query { port(code: ID!): Port  sky: Sky  mood: Mood  hush: Hush  craft: Craft  boats: [Boat!]!  both: String @shareable
    moved: String  near: Berth @provides(fields: "depth") }
  type Subscription { seen: Craft }
  type Port @key(fields: "code") { code: ID!  name: String! }
  union Craft = Ferry | Barge
  type Ferry implements Boat { id: ID!  seats: Int }
  type Barge implements Boat { id: ID!  load: Int }
  interface Boat { id: ID! }
  interface Sky { id: ID! }
  type Sun implements Sky { id: ID!  heat: Int }
  type Cloud implements Sky @inaccessible { id: ID!  rain: Int }
  enum Mood { CALM ROUGH }
  enum Hush { LOW SECRET @inaccessible }
  type Berth @key(fields: "id") { id: ID!  depth: Int @external }
`;
const tides = `${link}
  type Query { almanac: String  both: String @shareable  moved: String @override(from: "ports")  tidal: Tidal }
  type Port @key(fields: "code") { code: ID!  name: String! @external  tide: Float!  motto: String @requires(fields: "name") }
  type Berth @key(fields: "id") { id: ID!  depth: Int @shareable }
  union Tidal = Reef | Port
  type Reef { id: ID! }
`;

function ownerIn(services: Record<string, string>) {
  const sdls = Object.entries(services).map(([name, sdl]) => ({ name, sdl }));
  const { sdl, publicSchema } = supergraphOf(composedGraph(sdls).supergraph);
  const ownerOf = makeOwnership(buildASTSchema(parse(sdl), { assumeValidSDL: true }), publicSchema);
  return (text: string) => {
    const document = parse(text);
    expect(validate(publicSchema, document)).toEqual([]);
    return ownerOf(document);
  };
}

describe('the owner of a document', () => {
  test.each([
    ['one service has every field', '{ port(code: "A") { code name } }', 'ports'],
    ['the key of an entity is all that is asked', '{ port(code: "A") { __typename code } }', 'ports'],
    ['another service has a field', '{ port(code: "A") { code tide } }', null],
    ['the fields of the root are in two services', '{ almanac port(code: "A") { name } }', null],
    ['two services have the same field', '{ both }', 'ports'],
    ['the other service has taken over the field', '{ moved }', 'tides'],
    [
      'all members of a union are known',
      '{ craft { ... on Ferry { seats } ... on Barge { load } } }',
      'ports',
    ],
    [
      'an interface is asked for',
      '{ boats { id ... on Ferry { seats } ...B } } fragment B on Barge { load }',
      'ports',
    ],
    ['events are of one service', 'subscription { seen { ... on Ferry { seats } } }', 'ports'],
    ['a type behind the interface is hidden', '{ sky { ... on Sun { heat } } }', null],
    ['a value of the enum is hidden', '{ hush }', null],
    ['all values of the enum are public', '{ mood }', 'ports'],
    ['a field needs one of another service', '{ tidal { ... on Port { motto } } }', null],
    ['a field is provided on this way only', '{ near { depth } }', null],
    ['a member of another service is asked for below', '{ tidal { ... on Port { name } } }', null],
    ['the schema itself is asked for', '{ both __schema { queryType { name } } }', null],
    ['nothing is asked for but the type', '{ __typename }', 'ports'],
  ])('where %s', (_what, text, owner) => {
    expect(ownerIn({ ports, tides })(text)).toBe(owner);
  });

  test('is none where another service adds a member', () => {
    const more = `${link} type Query { wreck: Craft }  union Craft = Wreck  type Wreck { id: ID! }`;

    expect(ownerIn({ ports, tides, more })('{ craft { ... on Ferry { seats } } }')).toBeNull();
  });

  test('of the real events is the chat, unless prices are asked for with them', async () => {
    const { sdl, publicSchema } = await loadSupergraph();
    const ownerOf = makeOwnership(buildASTSchema(parse(sdl), { assumeValidSDL: true }), publicSchema);
    const events = (source: string) =>
      parse(`subscription { answerEvents(answerId: "a") { sequence ... on TextDelta { text }
        ... on CitationAdded { citation { marker source { ... on Service { code ${source} } } } } } }`);

    expect(ownerOf(events(''))).toBe('chat');
    expect(ownerOf(events('name'))).toBeNull();
  });
});
