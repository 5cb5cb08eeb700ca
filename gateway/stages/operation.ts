import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { type CachePolicy, cachePolicy } from './cache-policy.ts';
import type { Variables } from './cost.amount.ts';
import { type HintedGraph, operationCost } from './cost.ts';
import { documentSize } from './document.size.ts';
import type { AccessRules } from './scopes.rules.ts';
import { type Requirement, requirementOf } from './scopes.ts';
import { rootFields, type Selection, selectionOf } from './selection.ts';
import { plainVariables } from './variables.plain.ts';
import { defaultedUses } from './variables.ts';

/**
 * An operation that is known to be valid, with all that the stages ask of it, found once. The same object comes back
 * for the same text, so plans can hang on it.
 */
export type Operation = {
  documentId: string;
  trusted: boolean;
  name: string | null;
  kind: 'query' | 'mutation' | 'subscription';
  /** This operation alone with the fragments it uses. */
  document: DocumentNode;
  definition: OperationDefinitionNode;
  /** Nullable variables that stand where null is refused; see `defaultedUses`. */
  nonNullVariables: readonly string[];
  /** Whether variables are plainly right; see `plainVariables`. */
  takes(variables: Variables): boolean;
  /** What it asks of its caller; null: anyone may run it. */
  requirement: Requirement | null;
  /** What it costs with these variables; see `operationCost`. */
  cost(variables: Variables): number;
  cachePolicy: CachePolicy;
  /** Renamed fields, and fields of the root: fragments put in place. */
  aliases: number;
  rootFields: number;
  /** Fields of the root that are counted in the strict tier too. */
  sensitiveFields: number;
  /** Whether it asks for the schema itself. */
  usesIntrospection: boolean;
};

const open: AccessRules = new Map();

/** @param given a valid document of one operation, and what is known of where it comes from */
export function operationOf(
  graph: HintedGraph,
  given: Pick<Operation, 'documentId' | 'trusted' | 'document'>,
): Operation {
  const { document } = given;
  const selection = selectionOf(graph.schema, document);
  const { operation: definition } = selection;
  const { aliases, rootFields } = documentSize(document);
  const nonNullVariables = defaultedUses(graph.schema, document);
  return {
    ...given,
    name: definition.name?.value ?? null,
    kind: definition.operation,
    definition,
    nonNullVariables,
    takes: plainVariables(graph.schema, definition, nonNullVariables),
    requirement: requirementOf(graph.access ?? open, graph.schema, document),
    cost: operationCost(graph, document),
    cachePolicy: cachePolicy(graph, document),
    aliases,
    rootFields,
    sensitiveFields: countOfSensitive(selection),
    usesIntrospection: asksForSchema(selection),
  };
}

function asksForSchema(selection: Selection): boolean {
  for (const { node } of rootFields(selection)) {
    if (node.name.value === '__schema' || node.name.value === '__type') return true;
  }
  return false;
}

/** What others will see, and what opens doors: saving, ingesting, managing keys. */
const sensitive: ReadonlySet<string> = new Set([
  ...['saveQuote', 'ingestDocument', 'deleteDocument'],
  ...['createApiKey', 'rotateApiKey', 'revokeApiKey'],
]);

function countOfSensitive(selection: Selection): number {
  if (selection.operation.operation !== 'mutation') return 0;
  return [...rootFields(selection)].filter(({ node }) => sensitive.has(node.name.value)).length;
}
