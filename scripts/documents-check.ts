import { Refusal } from '../gateway/refusal.ts';
import { maxDocumentLength } from '../gateway/stages/admit.ts';
import type { HintedGraph } from '../gateway/stages/cost.ts';
import { checkedDocument, validDocument } from '../gateway/stages/document.check.ts';
import type { Operation } from '../gateway/stages/operation.ts';
import type { ManifestDocument } from './manifest.ts';

/** What documents are looked at by before they are trusted. */
export type DocumentChecks = {
  graph: HintedGraph;
  /** Most that one may cost when its lists are as long as it says itself. */
  maxCost: number;
  /** Operations that others have registered, by name: logs and metrics tell operations apart by their names. */
  taken: ReadonlyMap<string, { id: string; by: string }>;
};

/** The name of a document's operation, or every reason why it can't be trusted. */
export type Verdict = { name: string } | { faults: string[] };

/** Looks at a document as the gateway will, and at what only a person could let pass. */
export function documentVerdict(document: ManifestDocument, checks: DocumentChecks): Verdict {
  const { id, text } = document;
  if (text.length > maxDocumentLength) return { faults: [`has more than ${maxDocumentLength} characters`] };
  try {
    validDocument(checks.graph.schema, text, true);
    const operations = [...checkedDocument(checks.graph, { documentId: id, text, trusted: true }).values()];
    const [operation] = operations;
    if (!operation || operations.length > 1) return { faults: ['must hold one operation'] };
    if (operation.name === null) return { faults: ['its operation must have a name'] };
    const faults = faultsOf(operation, operation.name, checks);
    return faults.length > 0 ? { faults } : { name: operation.name };
  } catch (error) {
    if (error instanceof Refusal) return { faults: error.errors.map(({ message }) => message) };
    throw error;
  }
}

function faultsOf(operation: Operation, name: string, { maxCost, taken }: DocumentChecks): string[] {
  const cost = operation.cost({});
  const other = taken.get(name);
  return [
    ...(operation.usesIntrospection ? ['asks for the schema, which production tells nobody'] : []),
    ...(cost > maxCost ? [`costs ${cost}, more than the ${maxCost} that one may`] : []),
    ...(other && other.id !== operation.documentId ? [`the name ${name} is taken by ${other.by}`] : []),
  ];
}
