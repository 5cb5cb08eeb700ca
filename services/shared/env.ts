import * as z from 'zod';

/** Thrown when settings are missing or wrong; names every fault at once, never a value. */
export class SettingsError extends Error {
  constructor(readonly faults: string[]) {
    super(`Settings are wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks settings.
 * @param schema one zod field per variable; an empty variable counts as absent
 * @param environment usually `process.env`; tests pass a plain object
 * @returns the parsed settings
 * @throws SettingsError naming every wrong variable; values are never repeated, they may be secrets
 */
export function readSettings<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Environment,
): z.infer<Schema> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const name = issue.path.join('.');
    // A rule between settings says itself why one that is absent is needed.
    const isToldWhy = name in given || issue.code === 'custom';
    return `${name}: ${isToldWhy ? issue.message : 'required, but not set'}`;
  });
  throw new SettingsError(faults);
}

/** A whole number within a range, written in decimal digits. */
export function wholeNumber(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(minimum, `must be at least ${minimum}`).max(maximum, `must be at most ${maximum}`));
}

export const port = wholeNumber(0, 65_535);

export const flag = z.enum(['on', 'off']).transform((value) => value === 'on');

export const httpAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
/** A key for signing. */
export const secret = z
  .string()
  .refine((text) => Buffer.byteLength(text) >= 32, 'must have at least 32 bytes');

export const redisAddress = z.url({ protocol: /^rediss?$/, error: 'must be a redis or rediss address' });
