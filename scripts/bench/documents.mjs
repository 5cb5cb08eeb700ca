// Trusted documents by the names of their operations.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../set-up.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'schema/trusted-documents.json'), 'utf8'));

/** Id and text of a trusted document, by the name of its operation. */
export function documentNamed(name) {
  const found = Object.entries(manifest).find(([, text]) => new RegExp(`(^|\n)\\w+ ${name}\\b`).test(text));
  if (!found) throw new Error(`schema/trusted-documents.json holds no operation ${name}`);
  return { documentId: found[0], query: found[1] };
}
