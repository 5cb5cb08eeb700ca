import { describe, expect, test } from '@jest/globals';
import { cacheKeyOf } from '../stages/cache.key.ts';
import type { CachedRoute } from './cached-route.ts';
import { kbliRoute } from './kbli.ts';
import { kbliRequirementsRoute } from './kbli-requirements.ts';
import { pricingRoute } from './pricing.ts';
import { quickPriceRoute } from './quick-price.ts';
import type { InputSource } from './schemas.ts';

function keyOf<Input>(route: CachedRoute<Input>, given: unknown, source: InputSource = 'body'): string {
  return cacheKeyOf({ name: route.name, body: route.keyBody(route.input(given, source)) });
}

describe('cache keys of the partner routes', () => {
  test('are those of the old system for the same body', () => {
    expect(keyOf(pricingRoute, {})).toBe('cache:pricing:99914b932bd37a50b983c5e7c90ae93b');
    expect(keyOf(pricingRoute, { service_type: 'kitap' })).toBe(
      'cache:pricing:519d97a3b6c3f1a7edb50dc0b6b84282',
    );
    expect(keyOf(quickPriceRoute, { service: 'C1 Tourism' })).toBe(
      'cache:quick-price:b1ea8039584c5849c6f76dea69a88778',
    );
    expect(keyOf(kbliRoute, { params: { code: '56101' } })).toBe(
      'cache:kbli:3af0036a7967a6959644f19c536312b7',
    );
  });

  test('do not depend on the order of fields, on unknown fields, or on the way a request came in', () => {
    const key = keyOf(pricingRoute, { service_type: 'visa', specific_service: 'c1', include_details: false });

    const shuffled = { include_details: false, colour: 'red', specific_service: 'c1', service_type: 'visa' };
    const asked = { specific_service: 'c1', service_type: 'visa', include_details: 'false' };
    expect(keyOf(pricingRoute, shuffled)).toBe(key);
    expect(keyOf(pricingRoute, asked, 'query')).toBe(key);
  });

  test('are the same for flat and for nested fields', () => {
    expect(keyOf(kbliRoute, { code: '56101' })).toBe(keyOf(kbliRoute, { params: { code: '56101' } }));
    expect(keyOf(kbliRequirementsRoute, { businessType: 'villa' })).toBe(
      keyOf(kbliRequirementsRoute, { params: { businessType: 'villa' } }),
    );
  });

  test('live as long as the contract says', () => {
    const routes = [pricingRoute, quickPriceRoute, kbliRoute, kbliRequirementsRoute];

    expect(routes.map(({ ttlSeconds }) => ttlSeconds)).toEqual([3_600, 3_600, 600, 900]);
  });
});
