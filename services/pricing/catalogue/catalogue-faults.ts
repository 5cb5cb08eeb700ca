import { amountsIn } from '../money.ts';
import type { Catalogue, Service } from './catalogue.ts';

type Path = (string | number)[];
export type CatalogueFault = { path: Path; message: string };

/** Which option each key of the REST price strings states; the key "price" states the only initial option. */
const optionOfWireKey: Readonly<Record<string, string>> = {
  extension: 'extension',
  price_60d: '60d',
  price_180d: '180d',
  price_1y: '1y',
  price_2y: '2y',
  offshore: 'offshore',
  onshore: 'onshore',
  price_1y_off: '1y-offshore',
  price_2y_off: '2y-offshore',
};

const permits: ReadonlySet<string> = new Set(['SINGLE_ENTRY_VISA', 'MULTIPLE_ENTRY_VISA', 'KITAS', 'KITAP']);

/**
 * What a document can get wrong although each of its fields is well formed.
 * @returns every fault with its path in the document; empty for a sound catalogue
 */
export function catalogueFaults(catalogue: Catalogue): CatalogueFault[] {
  const { priceList, services } = catalogue;
  const faults: CatalogueFault[] = [];
  if (priceList.nextChangeOn !== null && priceList.nextChangeOn <= priceList.effectiveFrom) {
    faults.push({ path: ['priceList', 'nextChangeOn'], message: 'must come after effectiveFrom' });
  }
  faults.push(
    ...repeated(
      services.flatMap((service, index) => [
        { path: ['services', index, 'code'], name: service.code },
        ...service.aliases.map((alias, at) => ({ path: ['services', index, 'aliases', at], name: alias })),
      ]),
    ),
    ...repeated(
      services.map(({ wire }, index) => ({ path: ['services', index, 'wire', 'name'], name: wire.name })),
    ),
    ...repeated(
      catalogue.packages.map(({ key }, index) => ({ path: ['packages', index, 'key'], name: key })),
    ),
    ...repeated(
      priceList.advice.map(({ key }, index) => ({ path: ['priceList', 'advice', index, 'key'], name: key })),
    ),
    ...services.flatMap((service, index) =>
      serviceFaults(service).map(({ path, message }) => ({ path: ['services', index, ...path], message })),
    ),
    ...packageFaults(catalogue),
  );
  return faults;
}

/** Codes and aliases are looked up without regard to case, so they must differ by more than case. */
function repeated(names: { path: Path; name: string }[]): CatalogueFault[] {
  const seen = new Set<string>();
  return names.flatMap(({ path, name }) => {
    const folded = name.toUpperCase();
    if (seen.has(folded)) return [{ path, message: `"${name}" is already in use` }];
    seen.add(folded);
    return [];
  });
}

function serviceFaults(service: Service): CatalogueFault[] {
  const { pricingModel, options, extension, stay, category } = service;
  const faults: CatalogueFault[] = [];
  const refuse = (path: Path, message: string) => faults.push({ path, message });

  if ((options.length === 0) !== (pricingModel === 'ON_REQUEST')) {
    refuse(['options'], 'must be empty when the price is on request, and only then');
  }
  if ((pricingModel === 'FIXED' || pricingModel === 'STARTING_FROM') && options.length > 1) {
    refuse(['options'], `must hold exactly one option, since the service is ${pricingModel}`);
  }
  for (const [index, option] of options.entries()) {
    if ((option.unit !== null) !== (pricingModel === 'PER_UNIT')) {
      refuse(['options', index, 'unit'], 'must be set when the service is priced per unit, and only then');
    }
  }
  if (extension && !extension.possible) {
    const states = extension.options.length > 0 || extension.addsDays !== null || extension.maxTimes !== null;
    if (states) refuse(['extension'], 'must state neither prices nor terms, since no extension is possible');
  }
  if ((stay !== null) !== permits.has(category)) {
    refuse(['stay'], 'must be set for visas and permits, and only for those');
  }
  faults.push(
    ...repeated([
      ...options.map(({ key }, index) => ({ path: ['options', index, 'key'], name: key })),
      ...(extension?.options ?? []).map(({ key }, index) => ({
        path: ['extension', 'options', index, 'key'],
        name: key,
      })),
    ]),
    ...wireFaults(service),
  );
  return faults;
}

/** The REST strings are kept as text, so each is held against the amount that it states. */
function wireFaults({ wire, options, extension, pricingModel }: Service): CatalogueFault[] {
  const faults: CatalogueFault[] = [];
  for (const [index, [key, text]] of wire.prices.entries()) {
    const refuse = (message: string) => faults.push({ path: ['wire', 'prices', index, 1], message });
    const stated = key === 'price' && options.length === 1 ? options[0]?.key : optionOfWireKey[key];
    const option = [...options, ...(extension?.options ?? [])].find((candidate) => candidate.key === stated);
    const expected = option ? [option.amountIdr] : [];
    const found = amountsIn(text);
    if (found.length !== expected.length || found.some((amount, at) => amount !== expected[at])) {
      refuse(`"${text}" does not state the amount of ${option ? `option "${option.key}"` : 'any option'}`);
    }
    if (key === 'price' && /^Starting from /.test(text) !== (pricingModel === 'STARTING_FROM')) {
      refuse('must begin "Starting from" when the service is STARTING_FROM, and only then');
    }
  }
  return [
    ...faults,
    ...repeated(wire.prices.map(([name], index) => ({ path: ['wire', 'prices', index, 0], name }))),
  ];
}

function packageFaults({ packages, services }: Catalogue): CatalogueFault[] {
  const byCode = new Map(services.map((service) => [service.code, service]));
  return packages.flatMap(({ lines, includes }, index): CatalogueFault[] => {
    if (lines.length === 0 && includes.length === 0) {
      return [{ path: ['packages', index], message: 'must have lines or say what it includes' }];
    }
    return lines.flatMap(({ serviceCode, optionKey }, at): CatalogueFault[] => {
      const path = ['packages', index, 'lines', at];
      const service = byCode.get(serviceCode);
      if (!service)
        return [{ path: [...path, 'serviceCode'], message: `there is no service "${serviceCode}"` }];
      const keys = [...service.options, ...(service.extension?.options ?? [])].map(({ key }) => key);
      if (optionKey !== null && !keys.includes(optionKey)) {
        return [{ path: [...path, 'optionKey'], message: `${serviceCode} has no option "${optionKey}"` }];
      }
      if (optionKey === null && service.options.length > 1) {
        return [{ path: [...path, 'optionKey'], message: `must be one of ${keys.join(', ')}` }];
      }
      return [];
    });
  });
}
