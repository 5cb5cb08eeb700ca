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
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return listed(value);
  let text = '';
  for (const key of inOrder(Object.keys(value))) {
    const part = (value as Record<string, unknown>)[key];
    if (part !== undefined) text += `${text && ','}${quoted(key)}:${canonicalJson(part)}`;
  }
  return `{${text}}`;
}

function listed(values: readonly unknown[]): string {
  let text = '';
  for (let index = 0; index < values.length; index += 1) {
    text += `${index === 0 ? '' : ','}${canonicalJson(values[index])}`;
  }
  return `[${text}]`;
}

/** Neither a quotation mark, a backslash, a control character nor a part of a surrogate pair. */
const plainText = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function quoted(text: string): string {
  return plainText.test(text) ? `"${text}"` : JSON.stringify(text);
}

const mostByInsertion = 12;

/** Sorts where they stand: the engine's own sorting copies even a handful. */
function inOrder(keys: string[]): readonly string[] {
  if (keys.length > mostByInsertion) return keys.sort();
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end] as string;
    let place = end;
    for (; place > 0 && (keys[place - 1] as string) > key; place -= 1)
      keys[place] = keys[place - 1] as string;
    keys[place] = key;
  }
  return keys;
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
