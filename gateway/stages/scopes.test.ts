import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import type { Caller } from '../../services/shared/caller.ts';
import { composedGraph } from '../compose.ts';
import { supergraphOf } from '../supergraph.transform.ts';
import { makeDocuments } from './document.ts';
import { accessRulesOf } from './scopes.rules.ts';
import { checkAccess, requirementOf } from './scopes.ts';

const sdl = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@authenticated", "@requiresScopes", "@inaccessible"]
  )
  type Query {
    open: Open
    mine: Int @authenticated
    keys(first: Int): [Key!]
    vessel: Vessel
    find: Found
    loop: Loop
    hidden: Int @inaccessible @requiresScopes(scopes: [["hidden"]])
  }
  type Mutation { revoke: Int @requiresScopes(scopes: [["admin"], ["keys", "write"]]) }
  type Subscription { alarms: Int @authenticated }
  type Open { id: ID! key: Key secret: Int @requiresScopes(scopes: [["secrets"]]) }
  type Key @requiresScopes(scopes: [["admin"], ["keys"]]) { id: ID! mood: Mood }
  enum Mood @authenticated { CALM }
  interface Vessel { id: ID! crew: Int }
  type Ferry implements Vessel { id: ID! crew: Int @requiresScopes(scopes: [["crew"]]) }
  type Yacht implements Vessel { id: ID! crew: Int owner: String @authenticated }
  type Vault @requiresScopes(scopes: [["vault"]]) { id: ID! }
  union Found = Open | Vault
  type Loop { next: Loop deep: Int @authenticated }`;
const { supergraph } = composedGraph([{ name: 'harbour', sdl }]);
const { publicSchema: schema, hints } = supergraphOf(supergraph);
const rules = accessRulesOf(parse(supergraph));

const requirement = (text: string) => requirementOf(rules, schema, parse(text));
const fieldsOf = (text: string) => requirement(text)?.map(({ field }) => field) ?? null;
const callerOf = (kind: Caller['kind'], ...scopes: string[]): Caller => ({ kind, id: 'x', scopes });

function outcome(text: string, caller: Caller): string {
  const asked = requirement(text);
  try {
    if (asked) checkAccess(asked, caller);
    return 'allowed';
  } catch (error) {
    const { extensions, message } = error as { extensions: Record<string, unknown>; message: string };
    return `${extensions.code} ${extensions.field}: ${message}`;
  }
}

describe('requirementOf', () => {
  test.each(['{ open { id } }', '{ __typename open { __typename } }', '{ __schema { types { name } } }'])(
    'anyone may run %s',
    (text) => {
      expect(requirement(text)).toBeNull();
    },
  );

  test('a rule is found on the field, and on the type that it gives', () => {
    expect(fieldsOf('{ mine }')).toEqual(['mine']);
    expect(fieldsOf('{ keys { id } }')).toEqual(['keys']);
    expect(fieldsOf('{ open { secret } }')).toEqual(['open.secret']);
  });

  test('the place is named as the answer would name it, each rule once', () => {
    expect(fieldsOf('{ a: open { k: key { id } } b: open { key { mood } } }')).toEqual(['a.k', 'b.key.mood']);
  });

  test('mutations and subscriptions are looked at like queries', () => {
    expect(fieldsOf('mutation { revoke }')).toEqual(['revoke']);
    expect(fieldsOf('subscription { alarms }')).toEqual(['alarms']);
  });

  test.each([
    '{ open { ... { secret } } }',
    '{ open { ... on Open { secret } } }',
    '{ open { ...a } } fragment a on Open { ...b } fragment b on Open { secret }',
    'query ($no: Boolean!) { open { secret @include(if: $no) } }',
  ])('no fragment and no condition hides a field: %s', (text) => {
    expect(fieldsOf(text)).toEqual(['open.secret']);
  });

  test('a field of an interface asks what its types ask of it', () => {
    expect(fieldsOf('{ vessel { crew } }')).toEqual(['vessel.crew']);
    expect(fieldsOf('{ vessel { id } }')).toBeNull();
  });

  test('one type of an interface asks only for itself', () => {
    expect(fieldsOf('{ vessel { ... on Yacht { crew } } }')).toBeNull();
    expect(fieldsOf('{ vessel { ... on Yacht { owner } } }')).toEqual(['vessel.owner']);
    expect(fieldsOf('{ vessel { ... on Ferry { crew } } }')).toEqual(['vessel.crew']);
  });

  test('a member of a union is asked for where it is named', () => {
    expect(fieldsOf('{ find { ... on Open { id } } }')).toBeNull();
    expect(fieldsOf('{ find { ... on Vault { id } } }')).toEqual(['find']);
  });

  test('what clients can not see needs no rule: it is no field of the public graph', () => {
    expect(schema.getQueryType()?.getFields()).not.toHaveProperty('hidden');
  });

  test('fragments that use each other twice over are walked once each', () => {
    const count = 40;
    const fragments = Array.from({ length: count }, (_, index) => {
      const inner = index + 1 < count ? `a: next { ...f${index + 1} } b: next { ...f${index + 1} }` : 'deep';
      return `fragment f${index} on Loop { ${inner} }`;
    });

    const [only] = requirement(`{ loop { ...f0 } } ${fragments.join(' ')}`) ?? [];

    expect(only?.field).toBe(`loop.${'a.'.repeat(count - 1)}deep`);
  });

  test('a known document carries what it asks for', () => {
    const documents = makeDocuments({ schema, hints, trusted: {}, access: rules });

    expect(documents.find({ text: '{ open { id } }' }).requirement).toBeNull();
    expect(documents.find({ text: '{ mine }' }).requirement).toHaveLength(1);
  });
});

describe('checkAccess', () => {
  test.each(['ANONYMOUS', 'SESSION'] as const)('to %s everything with a rule is closed', (kind) => {
    const needsIdentity = 'needs an API key or a token.';

    expect(outcome('{ mine }', callerOf(kind))).toBe(`UNAUTHENTICATED mine: "mine" ${needsIdentity}`);
    expect(outcome('{ keys { id } }', callerOf(kind))).toBe(`UNAUTHENTICATED keys: "keys" ${needsIdentity}`);
  });

  test.each(['API_KEY', 'USER'] as const)('%s is somebody', (kind) => {
    expect(outcome('{ mine }', callerOf(kind))).toBe('allowed');
  });

  test('one set of scopes has to be held whole', () => {
    const text = 'mutation { revoke }';

    expect(outcome(text, callerOf('API_KEY', 'admin'))).toBe('allowed');
    expect(outcome(text, callerOf('USER', 'write', 'other', 'keys'))).toBe('allowed');
    expect(outcome(text, callerOf('USER', 'keys'))).toBe(
      'FORBIDDEN revoke: "revoke" needs the scope "admin", or "keys" and "write".',
    );
  });

  test('every rule of an operation has to be met, and the first that is not is named', () => {
    const text = '{ mine keys { id } open { secret } }';

    expect(outcome(text, callerOf('USER', 'keys', 'secrets'))).toBe('allowed');
    expect(outcome(text, callerOf('USER', 'keys'))).toMatch(/^FORBIDDEN open\.secret/);
    expect(outcome(text, callerOf('USER'))).toMatch(/^FORBIDDEN keys/);
  });

  test('a scope is compared whole', () => {
    expect(outcome('{ open { secret } }', callerOf('USER', 'secret', 'secrets:read', 'SECRETS'))).toMatch(
      /^FORBIDDEN/,
    );
  });
});
