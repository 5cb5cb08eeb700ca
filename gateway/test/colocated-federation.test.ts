import { describe, expect, test } from '@jest/globals';
import { answersOf } from './fixture/both-executors.ts';
import { sdlService } from './fixture/sdl-service.ts';

describe('keys', () => {
  const crew = sdlService(
    'crew',
    'type Query { captain: Sailor } type Sailor @key(fields: "id") { id: ID! name: String }',
    {
      Query: { captain: () => ({ id: '1', name: 'Ayu' }) },
      Sailor: { __resolveReference: (r: { id: string }) => ({ id: r.id, name: 'Ayu' }) },
    },
  );
  const papers = sdlService(
    'papers',
    'type Sailor @key(fields: "id") @key(fields: "passport") { id: ID! passport: String! }',
    {
      Sailor: {
        __resolveReference: ({ id, passport }: { id?: string; passport?: string }) => ({
          id: id ?? passport?.slice(1),
          passport: passport ?? `P${id}`,
        }),
      },
    },
  );
  const bank = sdlService(
    'bank',
    'type Sailor @key(fields: "passport") { passport: String! balance(in: Currency): Int! account: Account } type Account @key(fields: "owner { passport } no") { owner: Sailor! no: Int! } enum Currency { IDR USD }',
    {
      Currency: { IDR: 1, USD: 2 },
      Sailor: {
        __resolveReference: ({ passport }: { passport: string }) => ({ passport }),
        balance: ({ passport }: { passport: string }, args: { in?: number }) =>
          passport.length * (args.in ?? 10),
        account: (owner: object) => ({ owner, no: 7 }),
      },
    },
  );
  const audit = sdlService(
    'audit',
    'type Account @key(fields: "owner { passport } no") { owner: Sailor! @shareable no: Int! @shareable seal: String! } type Sailor @key(fields: "passport", resolvable: false) { passport: String! }',
    {
      Account: {
        seal: ({ owner, no }: { owner: { passport: string }; no: number }) => `${owner.passport}/${no}`,
      },
    },
  );
  const services = [crew, papers, bank, audit];

  test('a service that shares no key is reached through a third one', async () => {
    const { colocated, federated } = await answersOf(services, '{ captain { name balance } }');

    expect(colocated).toEqual([{ data: { captain: { name: 'Ayu', balance: 20 } }, faults: [] }]);
    expect(colocated).toEqual(federated);
  });

  test('a key may hold objects', async () => {
    const { colocated, federated } = await answersOf(services, '{ captain { account { no seal } } }');

    expect(colocated).toEqual([{ data: { captain: { account: { no: 7, seal: 'P1/7' } } }, faults: [] }]);
    expect(colocated).toEqual(federated);
  });

  test('enums have the internal values of their service, given, by default and by variable', async () => {
    const text =
      'query ($c: Currency!, $d: Currency = USD) { captain { a: balance(in: IDR) b: balance(in: USD) c: balance(in: $c) d: balance(in: $d) } }';
    const { colocated, federated } = await answersOf(services, text, { c: 'USD' });

    expect(colocated).toEqual([{ data: { captain: { a: 2, b: 4, c: 4, d: 4 } }, faults: [] }]);
    expect(colocated).toEqual(federated);
  });
});

describe('@requires, @provides, @override and @shareable', () => {
  const catalogue = sdlService(
    'catalogue',
    `type Query { products: [Product!]! top: Product @provides(fields: "weight") }
     type Product @key(fields: "upc") { upc: ID! name: String @shareable price: Int size: Size weight: Int @external }
     type Size @shareable { height: Int width: Int }`,
    {
      Query: {
        products: () => ['a', 'b', 'none'].map((upc) => ({ upc })),
        top: () => ({ upc: 'a', weight: 99 }),
      },
      Product: {
        __resolveReference: (r: { upc: string }) => r,
        name: ({ upc }: { upc: string }) => `N${upc}`,
        price: ({ upc }: { upc: string }) => ({ a: 10, b: 20 })[upc] ?? null,
        size: ({ upc }: { upc: string }) => (upc === 'none' ? null : { height: 2, width: 3 }),
      },
    },
  );
  const depot = sdlService(
    'depot',
    `type Product @key(fields: "upc") { upc: ID! weight: Int @shareable price: Int @external size: Size @external
       freight: Int @requires(fields: "price size { height }") insured: Boolean! @requires(fields: "price")
       stock: Int @override(from: "shop") }
     type Size @shareable { height: Int width: Int }
     type Query { shelf: [Product] }`,
    {
      Query: { shelf: () => [{ upc: 'b' }, null] },
      Product: {
        __resolveReference: (r: { upc: string }) => (r.upc === 'none' ? null : { ...r, stock: 5, weight: 7 }),
        freight: (p: { price?: number; size?: { height: number } }) =>
          (p.price ?? 1000) * (p.size?.height ?? 1000),
        insured: (p: { price?: number }) => (p.price ?? 0) > 15,
      },
    },
  );
  const shop = sdlService(
    'shop',
    'type Product @key(fields: "upc") { upc: ID! name: String @shareable stock: Int hidden: Int @inaccessible colour: String }',
    {
      Product: {
        __resolveReference: (r: { upc: string }) => ({
          ...r,
          name: 'shop',
          stock: 1,
          colour: 'red',
          hidden: 1,
        }),
      },
    },
  );
  const services = [catalogue, depot, shop];

  test.each([
    ['required fields are put into the representation', '{ products { upc freight } }'],
    ['a missing entity with a non-null field', '{ products { upc insured } }'],
    ['the home itself requires fields of others', '{ shelf { upc freight insured price } }'],
    ['provided fields', '{ top { upc weight name stock colour } }'],
    ['not provided', '{ products { weight stock } }'],
  ])('%s', async (_title, text) => {
    const { colocated, federated } = await answersOf(services, text);

    expect(colocated).toEqual(federated);
  });
});

describe('shared values', () => {
  const north = sdlService(
    'north',
    'type Query { map: Map @shareable maps: [Map!]! @shareable } type Map { name: String @shareable depth: Int @shareable legend: Legend @shareable } type Legend { north: String }',
    {
      Query: {
        map: () => ({ name: 'M', depth: 3, legend: { north: 'n' } }),
        maps: () => [{ name: 'M1', legend: { north: 'n1' } }, { name: 'M2' }],
      },
    },
  );
  const south = sdlService(
    'south',
    'type Query { map: Map @shareable maps: [Map!]! @shareable } type Map { name: String @shareable depth: Int @shareable legend: Legend @shareable } type Legend { south: String }',
    {
      Query: {
        map: () => ({ name: 'M', depth: 3, legend: { south: 's' } }),
        maps: () => [{ name: 'M1', legend: { south: 's1' } }, { name: 'M2' }],
      },
    },
  );

  test.each([
    '{ map { name depth legend { north } } }',
    '{ map { name legend { north south } } }',
    '{ maps { name legend { south north } } }',
  ])('%s', async (text) => {
    const { colocated, federated } = await answersOf([north, south], text);

    expect(colocated).toEqual(federated);
  });
});

describe('interfaces and unions', () => {
  const media = sdlService(
    'media',
    `type Query { shelf: [Media!]! any: [Thing] seen: [Seen] book: Book }
     interface Media { id: ID! title: String } interface Seen { id: ID! }
     type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
     type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int secret: Secret @inaccessible }
     type Secret { x: Int }
     union Thing = Book | Film
     type Lost implements Seen @inaccessible { id: ID! } type Found implements Seen { id: ID! }`,
    {
      Query: {
        shelf: () => [
          { id: 'b', __typename: 'Book', title: 'B', pages: 3 },
          { id: 'f', __typename: 'Film', title: 'F', minutes: 90 },
        ],
        any: () => [{ id: 'b', __typename: 'Book' }, null],
        seen: () => [
          { id: 'l', __typename: 'Lost' },
          { id: 'f', __typename: 'Found' },
        ],
        book: () => ({ id: 'b' }),
      },
    },
  );
  const stars = sdlService(
    'stars',
    `interface Rated { stars: Int! note: String }
     type Book implements Rated @key(fields: "id") { id: ID! stars: Int! note: String }
     type Film implements Rated @key(fields: "id") { id: ID! stars: Int! note: String }`,
    {
      Book: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: 5 }) },
      Film: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: 1, note: 'bad' }) },
    },
  );

  test.each([
    '{ shelf { __typename id title ... on Rated { stars note } ... on Book { pages } } }',
    '{ shelf { ... on Film { minutes stars } ... on Media { t: title } } }',
    '{ any { __typename ... on Book { id stars } } }',
    '{ seen { id } }',
    '{ seen { __typename ... on Found { id } } }',
    '{ book { stars ... on Media { id } } }',
  ])('%s', async (text) => {
    const { colocated, federated } = await answersOf([media, stars], text);

    expect(colocated).toEqual(federated);
  });
});
