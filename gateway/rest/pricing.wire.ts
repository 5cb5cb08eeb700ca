import type {
  ContactDetailsFragment,
  PricingQuery,
  WireServiceFragment,
} from '../../schema/generated/operations.ts';
import { wireCategories, wireCategoryKey } from './categories.ts';
import type { PricingInput } from './schemas.ts';
import { servicesContaining } from './service-names.ts';

/** A service under its display name: the strings of the price list in their order, then the note. */
export type WireService = Readonly<Record<string, string>>;
type ServiceMap = Readonly<Record<string, WireService>>;

/** Said in the place of the results when nothing matched, as old clients expect a text there. */
const nothingFound = 'Nessun servizio trovato';

export function wireService({ wirePrices, wireNote }: WireServiceFragment): WireService {
  return { ...Object.fromEntries(wirePrices.map(({ key, text }) => [key, text])), notes: wireNote };
}

export function wireContact({ contact }: ContactDetailsFragment): Record<string, string> {
  const { email, whatsapp, location, hours, website } = contact;
  return { email, whatsapp, location, hours, website };
}

/** That the prices are official, and how old they are once they are over a year old. */
export function wireNotice(list: { officialNotice: string; ageNotice: string | null }): string {
  return [list.officialNotice, list.ageNotice].filter((text) => text !== null).join(' ');
}

/** The services under the keys of their categories, in the order of the contract's tables; empty ones are left out. */
function categoryMaps(services: readonly WireServiceFragment[]): Record<string, ServiceMap> {
  const maps: Record<string, Record<string, WireService>> = {};
  for (const { key } of wireCategories) {
    const own = services.filter(({ category }) => wireCategoryKey(category) === key);
    if (own.length > 0) maps[key] = Object.fromEntries(own.map((each) => [each.wireName, wireService(each)]));
  }
  return maps;
}

function searchResults(services: readonly WireServiceFragment[], term: string | undefined): object {
  if (term === undefined) return {};
  const found = servicesContaining(services, term);
  if (found.length === 0) return { search_results: `${nothingFound}: "${term}"` };
  return { search_results: categoryMaps(found), search_term: term };
}

/**
 * The answer of the pricing route.
 * A search runs over all categories and stands beside those chosen by `service_type`.
 */
export function pricingData({ priceList, services }: PricingQuery, input: PricingInput): object {
  const type = input.service_type ?? 'all';
  const chosen = wireCategories
    .filter(({ serviceType }) => type === 'all' || serviceType === type)
    .map(({ category }) => category);
  return {
    official_notice: wireNotice(priceList),
    last_updated: priceList.lastUpdated,
    currency: priceList.currencyLabel,
    contact_info: wireContact(priceList),
    ...categoryMaps(services.nodes.filter(({ category }) => chosen.includes(category))),
    ...searchResults(services.nodes, input.specific_service),
    disclaimer: { it: priceList.disclaimerIt, id: priceList.disclaimerId, en: priceList.disclaimerEn },
  };
}
