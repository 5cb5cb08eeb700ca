/** What a service is called: its code, other codes for it, its display name and its name in each language. */
export type NamedService = {
  code: string;
  aliases: readonly string[];
  wireName: string;
  nameEn: string;
  nameId: string;
  nameIt: string;
};

function names({ wireName, nameEn, nameId, nameIt }: NamedService): string[] {
  return [wireName, nameEn, nameId, nameIt];
}

function codes({ code, aliases }: NamedService): string[] {
  return [code, ...aliases];
}

const folded = (text: string): string => text.trim().toLowerCase();

function words(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The services whose code or name contains the term, in the order given; case does not matter. */
export function servicesContaining<Named extends NamedService>(
  services: readonly Named[],
  term: string,
): Named[] {
  const wanted = folded(term);
  return services.filter((service) =>
    [...codes(service), ...names(service)].some((text) => folded(text).includes(wanted)),
  );
}

/** Every word of the term begins a word of one of the service's names or codes. */
function holdsEveryWord(service: NamedService, wanted: readonly string[]): boolean {
  const held = [...codes(service), ...names(service)].flatMap(words);
  return wanted.every((word) => held.some((part) => part.startsWith(word)));
}

/**
 * The one service that a person means: by exact code or other code, then by exact name, then as the only one that holds
 * every word of the term. "NPWP" begins NPWPD too, and both E23 permits carry that index, so those name no single one.
 * @returns the service, or else those that it may have been, in the order given; empty when no service fits
 */
export function serviceMeant<Named extends NamedService>(
  services: readonly Named[],
  term: string,
): { service: Named } | { candidates: Named[] } {
  const wanted = folded(term);
  const byCode = services.find((service) => codes(service).some((code) => folded(code) === wanted));
  if (byCode) return { service: byCode };
  const byName = services.filter((service) => names(service).some((name) => folded(name) === wanted));
  const [onlyName] = byName;
  if (onlyName && byName.length === 1) return { service: onlyName };
  const wantedWords = words(term);
  if (wantedWords.length === 0) return { candidates: [] };
  const holding = services.filter((service) => holdsEveryWord(service, wantedWords));
  const [only] = holding;
  return only && holding.length === 1 ? { service: only } : { candidates: holding };
}
