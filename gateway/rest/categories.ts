import type { ServiceCategory } from '../../schema/generated/operations.ts';
import type { ServiceType } from './schemas.ts';

/** The categories under the keys of the partners' contract, in the order of its tables. */
export const wireCategories: readonly {
  category: ServiceCategory;
  key: string;
  serviceType: ServiceType;
}[] = [
  { category: 'SINGLE_ENTRY_VISA', key: 'single_entry_visas', serviceType: 'visa' },
  { category: 'MULTIPLE_ENTRY_VISA', key: 'multiple_entry_visas', serviceType: 'visa' },
  { category: 'KITAS', key: 'kitas_permits', serviceType: 'kitas' },
  { category: 'KITAP', key: 'kitap_permits', serviceType: 'kitap' },
  { category: 'BUSINESS_LEGAL', key: 'business_legal_services', serviceType: 'business' },
  { category: 'TAXATION', key: 'taxation_services', serviceType: 'tax' },
];

export function wireCategoryKey(category: ServiceCategory): string {
  const found = wireCategories.find((known) => known.category === category);
  if (!found) throw new Error(`${category} has no key in the partners' contract`);
  return found.key;
}
