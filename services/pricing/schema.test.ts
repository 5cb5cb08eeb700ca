import { describe, expect, test } from '@jest/globals';
import { pricingResolverClasses, pricingSchema, pricingSdl } from './schema.ts';

const noReferences = { Service: () => null, KbliCode: () => null };

describe('the pricing schema', () => {
  test('its SDL needs no database and is the same each time', async () => {
    expect(await pricingSdl()).toBe(await pricingSdl());
  });

  test('no field and no type of it takes the long way through type-graphql', async () => {
    const instances = pricingResolverClasses.map(({ prototype }) => Object.create(prototype));

    const { indirect } = await pricingSchema(instances, noReferences);

    expect(indirect).toEqual([]);
  });
});
