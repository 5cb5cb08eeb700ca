import { KbliRequirementsDocument, type KbliRequirementsQuery } from '../../schema/generated/operations.ts';
import type { CachedRoute } from './cached-route.ts';
import { defaultEdition, graphEdition, wireKbli } from './kbli.wire.ts';
import { type KbliRequirementsInput, kbliRequirementsInput, readInput } from './schemas.ts';

/** What a kind of business needs, code by code, and the services of the firm that go with it. */
export const kbliRequirementsRoute: CachedRoute<KbliRequirementsInput> = {
  name: 'kbli-requirements',
  paths: ['/api/v2/bali-zero/kbli/requirements'],
  methods: ['POST'],
  ttlSeconds: 900,
  input: (given) => readInput(kbliRequirementsInput, given),
  keyBody: (params) => ({ params }),
  async answer({ businessType, edition = defaultEdition }, run) {
    const variables = { query: businessType, edition: graphEdition[edition] };
    return requirementsData(await run(KbliRequirementsDocument, variables), businessType);
  },
};

function requirementsData(result: KbliRequirementsQuery, businessType: string): object {
  const { searchKbli, priceList, services } = result;
  if (searchKbli.length === 0) {
    return {
      found: false,
      message: `No KBLI code found for "${businessType}"`,
      suggestion: 'Describe the activity in other words, or ask the kbli route for a section by its letter.',
    };
  }
  const options = searchKbli.map(({ kbli }) => {
    const { code, nameEn, requirements, minimumCapital, special, edition } = wireKbli(kbli);
    return { code, name: nameEn, requirements, minimumCapital, special: special ?? null, edition };
  });
  return {
    businessType,
    options,
    totalOptions: options.length,
    baliZeroServices: {
      available: true,
      services: services.nodes.map(({ wireName }) => wireName),
      contact: { whatsapp: priceList.kbliContactNumber, email: priceList.contact.email },
    },
  };
}
