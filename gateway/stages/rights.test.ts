import { describe, expect, test } from '@jest/globals';
import type { Caller } from '../../services/shared/caller.ts';
import { Refusal } from '../refusal.ts';
import { hintedGraph, limitsOf } from '../test/fixture/hinted-graph.ts';
import { makeDocuments } from './document.ts';
import { admitOf, documentRights } from './rights.ts';

const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: port`).join(' ')} }`;
const introspection = '{ __type(name: "Query") { name } }';
const trusted = { many: aliases(52), schema: `query Types ${introspection}` };
const { find } = makeDocuments({ ...hintedGraph('type Query { port: Int }'), trusted });

const visitor: Caller = { kind: 'SESSION', id: 'session:1', scopes: [] };
const partner: Caller = { kind: 'API_KEY', id: 'key:1', scopes: ['quotes'] };
const admin: Caller = { kind: 'API_KEY', id: 'key:2', scopes: ['admin'] };

function isAdmitted(caller: Caller, given: { text: string } | { id: string }, environment = {}): boolean {
  const rights = documentRights(limitsOf(environment))(caller);
  try {
    admitOf(rights, find(given));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

describe('what a caller may ask', () => {
  test.each([
    ['fifteen renamed fields of anybody', visitor, 15, true],
    ['sixteen of a caller without a key', visitor, 16, false],
    ['fifty of a caller with a key', partner, 50, true],
    ['fifty-one even of that', partner, 51, false],
  ])('%s: admitted %#', (_what, caller, count, admitted) => {
    expect(isAdmitted(caller, { text: aliases(count) })).toBe(admitted);
  });

  test.each([
    [visitor, 'on', true],
    [visitor, 'off', false],
    [partner, 'off', false],
    [admin, 'off', true],
  ])('%j with introspection %s', (caller, setting, admitted) => {
    expect(isAdmitted(caller, { text: introspection }, { INTROSPECTION: setting })).toBe(admitted);
  });

  test.each(['many', 'schema'])('of a trusted document the limits were looked at before: %s', (id) => {
    expect(isAdmitted(visitor, { id }, { INTROSPECTION: 'off' })).toBe(true);
  });

  test.each([
    ['off', 'served', 'served'],
    ['log', 'told', 'served'],
    ['on', 'refused', 'served'],
  ])('with TRUSTED_ONLY=%s other documents are %s, and %s for the admin scope', (mode, others, admins) => {
    const rightsOf = documentRights(limitsOf({ TRUSTED_ONLY: mode }));

    expect([visitor, partner, admin].map((caller) => rightsOf(caller).adHoc)).toEqual([
      others,
      others,
      admins,
    ]);
  });
});
