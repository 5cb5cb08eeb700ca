import type { Catalogue, Service } from './catalogue.ts';
import { makeServiceSearch, type ServiceSearch } from './service-search.ts';

/** The catalogue of one version, ready to be asked. */
export type CatalogueIndex = {
  catalogue: Catalogue;
  /** By code or alias; case and surrounding blanks don't matter. Null for an unknown one. */
  serviceOf(codeOrAlias: string): Service | null;
  /** By the code itself, as references from other subgraphs carry it. */
  serviceByCode(code: string): Service | null;
  search: ServiceSearch;
};

export function catalogueIndex(catalogue: Catalogue): CatalogueIndex {
  const byCode = new Map(catalogue.services.map((service) => [service.code, service]));
  const byAnyName = new Map(
    catalogue.services.flatMap((service) =>
      [service.code, ...service.aliases].map((code) => [code.toUpperCase(), service] as const),
    ),
  );
  return {
    catalogue,
    serviceOf: (codeOrAlias) => byAnyName.get(codeOrAlias.trim().toUpperCase()) ?? null,
    serviceByCode: (code) => byCode.get(code) ?? null,
    search: makeServiceSearch(catalogue.services),
  };
}
