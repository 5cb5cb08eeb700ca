import { type DocumentNode, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Subgraph } from '../subgraph.ts';
import type { Subgraphs } from '../subgraphs.ts';
import type { Reading } from './colocated/collect.ts';
import { noConditions, type Operation, operationOf } from './colocated/operation.ts';
import { federatedDocument } from './federated-document.ts';
import { mutationSteps } from './mutation-steps.ts';
import type { Ownership } from './ownership.ts';
import type { ProvidedTypes } from './provided-types.ts';

/** What is worked out of a document once for each set of conditions. */
export type Parts = {
  /** What is asked of the services, the same object each time; null when nothing is. */
  asked: DocumentNode | null;
  kind: OperationTypeNode;
  /** The service that can answer it alone. */
  service: Subgraph | null;
  /** Of a mutation; none otherwise. */
  steps: readonly DocumentNode[];
  /** Values of the variables that the document's conditions ask for. */
  conditions: Reading['conditions'];
};

/** Conditions multiply; who sends them all makes the gateway plan anew, but not remember. */
const maxPartsPerDocument = 64;

type Known = { operation: Operation; parts: Map<string, Parts> };

export type FederatedParts = (document: DocumentNode, variables: Readonly<Record<string, unknown>>) => Parts;

/** Where services or the planner are not asked for type names. */
type TypeNames = { untypedFields: ReadonlySet<string>; providedTypes: ProvidedTypes };

/** @returns tells the parts of a document for the conditions that the variables set; throws GraphQLError for a null one */
export function makeFederatedParts(
  schema: GraphQLSchema,
  ownerOf: Ownership,
  subgraphs: Pick<Subgraphs, 'all'>,
  { untypedFields, providedTypes }: TypeNames,
): FederatedParts {
  const known = new WeakMap<DocumentNode, Known>();

  function partsFor(document: DocumentNode, operation: Operation, conditions: Reading['conditions']): Parts {
    const kind = operation.definition.operation;
    const isStream = kind === OperationTypeNode.SUBSCRIPTION;
    const asked = federatedDocument(schema, operation, conditions, untypedFields);
    // The text of an event goes to the client as it is, so the service is asked exactly what the client asks.
    const owner = asked && ownerOf(isStream ? document : asked);
    // Events of this process win nothing by that way, and what their source fails with is left to the runtime.
    const service = subgraphs.all.find(({ name, embedded }) => name === owner && !(isStream && embedded));
    if (asked && !service) providedTypes.hide(asked);
    const steps = kind === OperationTypeNode.MUTATION ? mutationSteps(schema, operation, conditions) : [];
    return { asked, kind, service: service ?? null, steps, conditions };
  }

  return (document, variables) => {
    const entry = known.get(document) ?? { operation: operationOf(document), parts: new Map() };
    known.set(document, entry);
    const { operation, parts } = entry;
    const conditions = operation.conditionsOf(variables);
    const id = conditions === noConditions ? '' : JSON.stringify(conditions);
    const found = parts.get(id);
    if (found) return found;
    if (parts.size >= maxPartsPerDocument) parts.clear();
    const made = partsFor(document, operation, conditions);
    parts.set(id, made);
    return made;
  };
}
