import { hash } from 'node:crypto';

/** What an answer is kept under. */
export type CacheKey = {
  /** The kind of answer: "graphql", "graphql-private", "pricing", "quick-price", "kbli", "kbli-requirements". */
  name: string;
  /** The request as JSON; the order of keys does not matter. */
  body: unknown;
};

/** The kind of the answers that belong to one caller each. */
export const privateGraphql = 'graphql-private';

/** JSON with the keys of every object sorted; what JSON can't say is left out as `JSON.stringify` does. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const part = (value as Record<string, unknown>)[key];
    if (part !== undefined) text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(part)}`;
  }
  return `{${text}}`;
}

/** `cache:<name>:<md5 of the canonical body>`. The form is the partners' contract, so it carries no format version. */
export function cacheKeyOf({ name, body }: CacheKey): string {
  return `cache:${name}:${hash('md5', canonicalJson(body))}`;
}

/** Whether the answers of one caller are kept under a key. */
export function isPrivateKey(key: string): boolean {
  return key.startsWith(`cache:${privateGraphql}:`);
}

/** The kind of the answers that are kept under a key. */
export function nameIn(key: string): string {
  return key.slice('cache:'.length, key.lastIndexOf(':'));
}
