import { parseArgs } from 'node:util';
import type { ApiKey } from '../services/access/key.ts';
import type { Keys, MadeKey } from '../services/access/keys.ts';
import { SettingsError } from '../services/shared/env.ts';
import { AppError } from '../services/shared/errors.ts';
import { scopes } from '../services/shared/scope.ts';

export const usage = `Usage:
  npm run keys -- create NAME [--scopes a,b] [--per-minute N]  make a key; its secret is shown this once
  npm run keys -- list                                         all keys, newest first
  npm run keys -- rotate ID                                    give a key a new secret; the old one stops at once
  npm run keys -- revoke ID                                    stop a key for good

Scopes: ${scopes.join(', ')}; without --scopes a key may do what everybody may. --per-minute is a quota of its own.
Exit code: 0 done, 1 the key or the database is at fault, 2 the command is wrong.
`;

type Work = (keys: Keys) => Promise<string>;

export type KeysSurroundings = {
  /** Runs work on the keys, which are opened before and closed after. */
  withKeys(work: Work): Promise<string>;
  print(text: string): void;
  complain(text: string): void;
};

const options = { scopes: { type: 'string' }, 'per-minute': { type: 'string' } } as const;

/** @returns null when the words make no command */
function workOf(words: readonly string[]): Work | null {
  const { values, positionals } = parsed(words) ?? { values: {}, positionals: [] };
  const [verb, operand, ...more] = positionals;
  if (more.length > 0) return null;
  if (verb === 'create' && operand !== undefined) {
    const perMinute = values['per-minute'];
    if (perMinute !== undefined && !/^\d{1,9}$/.test(perMinute)) return null;
    const input = {
      name: operand,
      scopes: listed(values.scopes),
      requestsPerMinute: perMinute === undefined ? null : Number(perMinute),
    };
    return async (keys) => told(await keys.create(input));
  }
  if (Object.keys(values).length > 0) return null;
  if (verb === 'list' && operand === undefined) return async (keys) => tableOf(await keys.list());
  if (operand === undefined) return null;
  if (verb === 'rotate') return async (keys) => told(await keys.rotate(operand));
  if (verb === 'revoke') {
    return async (keys) => `Revoked: ${lineOf(await keys.revoke(operand))}`;
  }
  return null;
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch {
    // An option that does not exist, or one without its value.
    return null;
  }
}

const listed = (text = '') =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function told({ apiKey, secret }: MadeKey): string {
  return `${lineOf(apiKey)}\n\n${secret}\n\nKeep it now: it can not be shown again. It goes in the header x-api-key.`;
}

function tableOf(keys: readonly ApiKey[]): string {
  return keys.length === 0 ? 'There are no keys.' : keys.map(lineOf).join('\n');
}

function lineOf(key: ApiKey): string {
  return [
    key.id,
    `${key.prefix}…`,
    key.revokedAt ? `revoked ${minuteOf(key.revokedAt)}` : 'holds',
    key.scopes.join(',') || 'no scopes',
    key.requestsPerMinute === null ? 'usual quota' : `${key.requestsPerMinute}/min`,
    `made ${minuteOf(key.createdAt)}`,
    key.lastUsedAt ? `used ${minuteOf(key.lastUsedAt)}` : 'never used',
    key.name,
  ].join('  ');
}

/** "2026-11-28 09:30Z" */
const minuteOf = (instant: Date) => `${instant.toISOString().slice(0, 16).replace('T', ' ')}Z`;

/**
 * Makes, lists, rotates or revokes API keys.
 * @param words the command line after the command's name
 * @returns the exit code: 0 done, 1 the key or the database is at fault, 2 the command is wrong
 */
export async function keysCommand(
  words: readonly string[],
  { withKeys, print, complain }: KeysSurroundings,
): Promise<0 | 1 | 2> {
  const work = workOf(words);
  if (!work) {
    complain(usage);
    return 2;
  }
  try {
    print(`${await withKeys(work)}\n`);
    return 0;
  } catch (error) {
    complain(`${faultOf(error)}\n`);
    return 1;
  }
}

function faultOf(error: unknown): string {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return 'There is no key with this id.';
  if (error instanceof AppError || error instanceof SettingsError) return error.message;
  return `Nothing was done: ${error}`;
}
