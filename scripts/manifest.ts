import * as z from 'zod';
import { textHash } from '../services/shared/document-id.ts';

/** A document as a manifest gives it. */
export type ManifestDocument = { id: string; text: string };

/** A manifest that can't be taken in, with every reason. */
export class ManifestError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ManifestError';
  }
}

/** Ours, and the persisted documents of GraphQL Code Generator's client preset. */
const byId = z.record(z.string(), z.string());

/** Apollo's `generate-persisted-query-manifest`, version 1. */
const apollo = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/**
 * The documents of a manifest, in its order.
 * @param text JSON in one of the three forms that are known
 * @throws ManifestError for another form, for no documents at all, and naming each id that is not its text's SHA-256
 */
export function manifestDocuments(text: string): ManifestDocument[] {
  const documents = documentsIn(parsedJson(text));
  if (documents.length === 0) throw new ManifestError(['The manifest holds no documents.']);
  const faults = documents.filter((document) => textHash(document.text) !== document.id).map(foreignId);
  if (faults.length > 0) throw new ManifestError(faults);
  return documents;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ManifestError([
      `The manifest is not JSON (${error instanceof Error ? error.message : error}).`,
    ]);
  }
}

function documentsIn(manifest: unknown): ManifestDocument[] {
  const ofApollo = apollo.safeParse(manifest);
  if (ofApollo.success) return ofApollo.data.operations.map(({ id, body }) => ({ id, text: body }));
  const ours = byId.safeParse(manifest);
  if (ours.success) return Object.entries(ours.data).map(([id, document]) => ({ id, text: document }));
  throw new ManifestError(['The manifest is neither {"id": "text"} nor an Apollo manifest of version 1.']);
}

function foreignId({ id }: ManifestDocument): string {
  const fault = `${id}: is not the SHA-256 of its text`;
  return /^[0-9a-f]{40}$/.test(id) ? `${fault}; for Code Generator set hashAlgorithm: 'sha256'` : fault;
}
