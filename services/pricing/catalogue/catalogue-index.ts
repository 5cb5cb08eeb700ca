import { PagedList } from '../../shared/connection.ts';
import type { Catalogue, Service, ServiceCategory } from './catalogue.ts';
import { makeServiceSearch, type ServiceSearch } from './service-search.ts';

/** The catalogue of one version, ready to be asked. */
export type CatalogueIndex = {
  catalogue: Catalogue;
  /** By code or alias; case and surrounding blanks don't matter. Null for an unknown one. */
  serviceOf(codeOrAlias: string): Service | null;
  /** By the code itself, as references from other subgraphs carry it. */
  serviceByCode(code: string): Service | null;
  /** The services of a category, or all of them, in the order of the list. */
  servicesIn(category: ServiceCategory | null): PagedList<Service>;
  search: ServiceSearch;
};

const codeOf = ({ code }: Service) => code;

export function catalogueIndex(catalogue: Catalogue): CatalogueIndex {
  const byCode = new Map(catalogue.services.map((service) => [service.code, service]));
  const byAnyName = new Map(
    catalogue.services.flatMap((service) =>
      [service.code, ...service.aliases].map((code) => [code.toUpperCase(), service] as const),
    ),
  );
  const pages = new Map<ServiceCategory | null, PagedList<Service>>();
  const servicesIn: CatalogueIndex['servicesIn'] = (category) => {
    const known = pages.get(category);
    if (known) return known;
    const services = catalogue.services.filter((each) => category === null || each.category === category);
    const made = new PagedList(services, codeOf);
    pages.set(category, made);
    return made;
  };
  return {
    catalogue,
    serviceOf: (codeOrAlias) => byAnyName.get(codeOrAlias.trim().toUpperCase()) ?? null,
    serviceByCode: (code) => byCode.get(code) ?? null,
    servicesIn,
    search: makeServiceSearch(catalogue.services),
  };
}
