import { PricingDocument } from '../../schema/generated/operations.ts';
import type { CachedRoute } from './cached-route.ts';
import { pricingData } from './pricing.wire.ts';
import { type PricingInput, pricingInput, readInput } from './schemas.ts';

/** The price list by category, with a search over names and codes. */
export const pricingRoute: CachedRoute<PricingInput> = {
  name: 'pricing',
  paths: ['/api/v2/bali-zero/pricing'],
  methods: ['GET', 'POST'],
  ttlSeconds: 3_600,
  input: (given, source) => readInput(pricingInput[source], given),
  keyBody: (input) => input,
  answer: async (input, run) => pricingData(await run(PricingDocument, {}), input),
};
