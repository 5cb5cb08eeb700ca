import { createHash } from 'node:crypto';
import * as z from 'zod';
import { localisedText } from '../../shared/language.ts';
import { type Rupiah, rupiah } from '../money.ts';
import { catalogueFaults } from './catalogue-faults.ts';

// The catalogue as the firm writes it in prisma/data/catalogue.json and as every part of the service reads it.

export const ServiceCategory = {
  SINGLE_ENTRY_VISA: 'SINGLE_ENTRY_VISA',
  MULTIPLE_ENTRY_VISA: 'MULTIPLE_ENTRY_VISA',
  KITAS: 'KITAS',
  KITAP: 'KITAP',
  BUSINESS_LEGAL: 'BUSINESS_LEGAL',
  TAXATION: 'TAXATION',
} as const;
export type ServiceCategory = keyof typeof ServiceCategory;

export const PricingModel = {
  FIXED: 'FIXED',
  BY_OPTION: 'BY_OPTION',
  STARTING_FROM: 'STARTING_FROM',
  PER_UNIT: 'PER_UNIT',
  ON_REQUEST: 'ON_REQUEST',
} as const;
export type PricingModel = keyof typeof PricingModel;

export const ApplicationLocation = { OFFSHORE: 'OFFSHORE', ONSHORE: 'ONSHORE' } as const;
export type ApplicationLocation = keyof typeof ApplicationLocation;

export const AdviceKind = { TIP: 'TIP', WARNING: 'WARNING' } as const;
export type AdviceKind = keyof typeof AdviceKind;

export const ContactUrgency = {
  IMMEDIATE: 'IMMEDIATE',
  URGENT: 'URGENT',
  NORMAL: 'NORMAL',
  PLANNING: 'PLANNING',
} as const;
export type ContactUrgency = keyof typeof ContactUrgency;

const line = z.string().trim().min(1).max(2_000);
const code = z
  .string()
  .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'must be capitals and digits, e.g. "PMA-SETUP"')
  .max(64);
const key = z
  .string()
  .regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, 'must be small letters and digits, e.g. "1y-offshore"');
const count = z.int().min(1).max(36_500);
const day = z.iso.date();
// 100 billion: the largest quote, 50 lines of 1,000 units, then still stays below 2^53.
const amountIdr = z
  .int('must be whole rupiah, written without dots')
  .min(1, 'must be more than 0')
  .max(100_000_000_000)
  .transform((amount): Rupiah => rupiah(amount));

export const priceOption = z.strictObject({
  key,
  label: localisedText,
  amountIdr,
  durationDays: count.nullable().default(null),
  years: count.nullable().default(null),
  location: z.enum(ApplicationLocation).nullable().default(null),
  unit: line.nullable().default(null),
});
export type PriceOption = z.output<typeof priceOption>;

const extension = z.strictObject({
  possible: z.boolean(),
  addsDays: count.nullable().default(null),
  maxTimes: count.nullable().default(null),
  options: z.array(priceOption),
});

const stay = z.strictObject({
  initialDays: count.nullable().default(null),
  maxTotalDays: count.nullable().default(null),
  validityYears: z.array(count),
  multipleEntry: z.boolean(),
});

const service = z.strictObject({
  code,
  category: z.enum(ServiceCategory),
  pricingModel: z.enum(PricingModel),
  name: localisedText,
  aliases: z.array(line.max(64)),
  options: z.array(priceOption),
  extension: extension.nullable(),
  stay: stay.nullable(),
  processingTime: localisedText.nullable(),
  includes: z.array(localisedText),
  requirements: z.array(localisedText),
  notes: z.array(localisedText),
  searchTerms: z.strictObject({ en: z.array(line), id: z.array(line), it: z.array(line) }),
  /** What the partner REST routes show: the display name, the price strings in their order, one note. */
  wire: z.strictObject({ name: line, prices: z.array(z.tuple([line, line])).min(1), note: line }),
});
export type Service = z.output<typeof service>;

const packageLine = z.strictObject({
  serviceCode: code,
  optionKey: key.nullable().default(null),
  quantity: z.int().min(1).max(1_000).default(1),
});

const servicePackage = z.strictObject({
  key,
  name: localisedText,
  lines: z.array(packageLine),
  includes: z.array(localisedText),
  processingTime: localisedText.nullable(),
  notes: z.array(localisedText),
});
export type ServicePackage = z.output<typeof servicePackage>;

const priceList = z.strictObject({
  effectiveFrom: day,
  /** The day the next list takes effect, when it is known; no quote is valid past it. */
  nextChangeOn: day.nullable(),
  currency: z.literal('IDR'),
  officialNotice: localisedText,
  disclaimer: localisedText,
  provider: z.strictObject({ legalName: line, tradingName: line }),
  contact: z.strictObject({
    email: z.email(),
    whatsapp: line,
    location: line,
    hours: line,
    website: z.url({ protocol: /^https$/ }),
  }),
  contactRoutes: z.array(
    z.strictObject({ urgency: z.enum(ContactUrgency), when: localisedText, channel: localisedText }),
  ),
  advice: z.array(z.strictObject({ key, kind: z.enum(AdviceKind), text: localisedText })),
  /** What only the partner REST routes say. */
  wire: z.strictObject({ currencyLabel: line, lastUpdated: day, kbliContactNumber: line }),
});
export type PriceList = z.output<typeof priceList>;

const catalogue = z
  .strictObject({ priceList, services: z.array(service).min(1), packages: z.array(servicePackage) })
  .superRefine((parsed, context) => {
    for (const { path, message } of catalogueFaults(parsed)) {
      context.addIssue({ code: 'custom', path, message });
    }
  });
export type Catalogue = z.output<typeof catalogue>;

/** Thrown when a catalogue document is wrong; names the place of every fault in the document. */
export class CatalogueError extends Error {
  constructor(readonly faults: string[]) {
    super(`The catalogue is wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'CatalogueError';
  }
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'document';
}

/**
 * Reads and checks a catalogue document.
 * @param document parsed JSON; amounts are plain numbers of whole rupiah
 * @throws CatalogueError naming the path of every fault, e.g. `services[0].options[0].amountIdr: …`
 */
export function catalogueOf(document: unknown): Catalogue {
  const result = catalogue.safeParse(document);
  if (result.success) return result.data;
  throw new CatalogueError(result.error.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`));
}

/** The document again, as it stands in a file: `catalogueOf(JSON.parse(catalogueText(c)))` equals `c`. */
export function catalogueText(content: Catalogue): string {
  const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
  return `${JSON.stringify(content, plain, 2)}\n`;
}

/** Names the content: SHA-256 of the document, hex. The same content always has the same version. */
export function catalogueVersion(content: Catalogue): string {
  return createHash('sha256').update(catalogueText(content)).digest('hex');
}

/** Every option that can be quoted: the initial ones, then those of the extension. */
export function quotableOptions(content: Service): PriceOption[] {
  return [...content.options, ...(content.extension?.options ?? [])];
}
