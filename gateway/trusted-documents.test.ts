import { describe, expect, test } from '@jest/globals';
import { gatewaySettings } from './config.ts';
import { admitOperation } from './stages/admit.ts';
import { quotaUnits } from './stages/cost.ts';
import { makeDocuments } from './stages/document.ts';
import { loadSupergraph, loadTrustedDocuments } from './supergraph.ts';

const { publicSchema: schema, hints } = await loadSupergraph();
const trusted = await loadTrustedDocuments();
const { find } = makeDocuments({ schema, hints, trusted });
const operations = Object.keys(trusted).map((id) => find({ id }));
const { limits } = gatewaySettings({});

/** As long as lists may be asked for by the largest page that there is. */
const longest = { first: 100 };

function operationNamed(name: string) {
  const found = operations.find((operation) => operation.name === name);
  if (!found) throw new Error(`There is no operation ${name}`);
  return found;
}

describe('the trusted documents', () => {
  test.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s is within the limits, and one unit of quota',
    (_name, { cost, documentId }) => {
      expect(cost(longest)).toBeLessThanOrEqual(limits.maxCost);
      expect(quotaUnits(cost(longest), limits.costPerUnit)).toBe(1);
      expect(admitOperation({ document: { text: trusted[documentId] ?? '' } })).toBeUndefined();
    },
  );

  test.each([
    ['Pricing', 3_600, 'PUBLIC'],
    ['QuickPrice', 3_600, 'PUBLIC'],
    ['ServicesPage', 3_600, 'PUBLIC'],
    ['ServicePrice', 3_600, 'PUBLIC'],
    ['KbliByCode', 600, 'PUBLIC'],
    ['KbliSearch', 600, 'PUBLIC'],
    ['KbliListing', 600, 'PUBLIC'],
    ['QuoteTogether', 0, 'PUBLIC'],
    ['SavedQuote', 0, 'PRIVATE'],
    ['Answer', 0, 'PRIVATE'],
    ['LatestConversation', 0, 'PRIVATE'],
    ['SaveQuote', 0, 'PRIVATE'],
    ['Ask', 0, 'PRIVATE'],
  ])('an answer to %s may be kept for %i seconds, %s', (name, maxAgeSeconds, scope) => {
    expect(operationNamed(name).cachePolicy).toEqual({ maxAgeSeconds, scope });
  });

  test.each(['answer', 'conversation', 'conversations', 'savedQuote'])('nobody else is shown %s', (field) => {
    expect(hints.ofField('Query', field).cache).toEqual({ maxAge: 0, scope: 'PRIVATE' });
  });

  test('to begin two answers in one operation takes two units', () => {
    const text = `mutation ($input: AskInput!) {
      a: ask(input: $input) { answer { id } }
      b: ask(input: $input) { answer { id } }
    }`;

    expect(quotaUnits(find({ text }).cost({}), limits.costPerUnit)).toBe(2);
  });

  test('clients see nothing of the hints', () => {
    const names = schema.getDirectives().map(({ name }) => name);

    expect(names.filter((name) => /cache|cost|list|join|link/i.test(name))).toEqual([]);
    expect(schema.getType('CacheControlScope')).toBeUndefined();
  });
});
