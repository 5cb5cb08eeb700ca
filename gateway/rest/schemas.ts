import * as z from 'zod';
import { badInput } from '../../services/shared/errors.ts';

/** Where a request's fields stand. A query string holds text only, so numbers and flags are read from it. */
export type InputSource = 'query' | 'body';

const maxTermLength = 200;

/** Null and blank text count as absent: old clients send them for a field that was left open. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  const present = (given: unknown) =>
    given === null || (typeof given === 'string' && given.trim() === '') ? undefined : given;
  return z.preprocess(present, schema.optional());
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

const text = (maximum: number) =>
  z.string({ error: 'must be text' }).max(maximum, `must have at most ${maximum} characters`);
const term = text(maxTermLength);

const flag = z.boolean({ error: 'must be true or false' });
const flagText = z.stringbool({
  truthy: ['true', '1'],
  falsy: ['false', '0'],
  error: 'must be true or false',
});

const count = z
  .int({ error: 'must be a whole number', abort: true })
  .min(1, 'must be from 1 to 100')
  .max(100, 'must be from 1 to 100');
const countText = z
  .string()
  .regex(/^-?\d{1,9}$/, 'must be a whole number')
  .transform(Number)
  .pipe(count);

export const languages = ['en', 'id', 'it'] as const;
export const serviceTypes = ['visa', 'kitas', 'kitap', 'business', 'tax', 'all'] as const;
export type ServiceType = (typeof serviceTypes)[number];

const object = { error: 'The request must be a JSON object.' };

/** Made once each: zod compiles a schema when it is first used, which costs more than a thousand readings. */
function bySource<Schema>(make: (source: InputSource) => Schema): Record<InputSource, Schema> {
  return { query: make('query'), body: make('body') };
}

export const pricingInput = bySource((source) =>
  z.object(
    {
      service_type: optional(oneOf(serviceTypes)),
      specific_service: optional(term),
      /** Accepted for old clients: the details were always included. */
      include_details: optional(source === 'query' ? flagText : flag),
    },
    object,
  ),
);
export type PricingInput = z.output<typeof pricingInput.body>;

export const quickPriceInput = z.object(
  { service: optional(term), lang: optional(oneOf(languages)) },
  object,
);
export type QuickPriceInput = z.output<typeof quickPriceInput>;

/** Fields may stand flat or, as old clients send them, inside `params`; there they win. */
function flattened(given: unknown): unknown {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) return given;
  const { params, ...flat } = given as Record<string, unknown>;
  if (params === undefined || params === null) return flat;
  return typeof params === 'object' && !Array.isArray(params) ? { ...flat, ...params } : params;
}

const editionWords = ['2020', '2025'] as const;
const edition = z.preprocess(
  (given) => (typeof given === 'number' ? String(given) : given),
  oneOf(editionWords).optional(),
);

export const kbliInput = bySource((source) =>
  z.preprocess(
    flattened,
    z.object(
      {
        code: optional(text(20)),
        category: optional(text(50)),
        query: optional(term),
        edition: optional(edition),
        limit: optional(source === 'query' ? countText : count),
      },
      object,
    ),
  ),
);
export type KbliInput = z.output<typeof kbliInput.body>;

export const kbliRequirementsInput = z.preprocess(
  flattened,
  z.object(
    {
      businessType: z.preprocess(
        (given) => (given === null ? undefined : given),
        z
          .string({
            error: ({ input }) => (input === undefined ? 'businessType parameter required' : 'must be text'),
          })
          .refine((word) => word.trim() !== '', 'businessType parameter required')
          .max(maxTermLength, `must have at most ${maxTermLength} characters`),
      ),
      edition: optional(edition),
    },
    object,
  ),
);
export type KbliRequirementsInput = z.output<typeof kbliRequirementsInput>;

/**
 * What a request says, checked; unknown fields are dropped.
 * @throws AppError BAD_USER_INPUT with a text for every field that is wrong; values are not repeated
 */
export function readInput<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const texts = faults.map(({ field, message }) =>
    field === '' || message.startsWith(field) ? message : `${field} ${message}`,
  );
  throw badInput(texts.join('; '), { fields: faults });
}
