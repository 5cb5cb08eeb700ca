import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  separateOperations,
  validate,
} from 'graphql';
import { type Refusal, refusalOf } from '../refusal.ts';
import type { HintedGraph } from './cost.ts';
import { maxTokens, refuseOversize } from './document.limits.ts';
import { validationRules } from './document.rules.ts';
import { isTooDeep, maxNesting } from './nesting.ts';
import { type Operation, operationOf } from './operation.ts';

/** The operations of a valid document by their names; one without a name stands under the empty one. */
export type KnownDocument = ReadonlyMap<string, Operation>;

const maxReportedErrors = 20;

/**
 * Checks a document by the limits and the graph, and finds out all that is asked of its operations later.
 * @param given `isValid` says that it was checked before, by the same graph and limits
 * @throws Refusal naming every fault, without telling what it may have meant
 */
export function checkedDocument(
  graph: HintedGraph,
  given: { documentId: string; text: string; trusted: boolean; isValid?: boolean },
): KnownDocument {
  const { text, isValid = false, ...origin } = given;
  if (!isValid) validDocument(graph.schema, text, false);
  // Positions serve fault messages only, and hold the chain of all tokens in memory.
  const operations = Object.entries(separateOperations(parse(text, { noLocation: true })));
  return new Map(operations.map(([name, document]) => [name, operationOf(graph, { ...origin, document })]));
}

/**
 * The syntax tree of a valid document, with positions.
 * @param suggestions whether faults tell what they may have meant, and with it what the graph holds
 * @throws Refusal naming every fault; only one for what would take too long to look at any further
 */
export function validDocument(schema: GraphQLSchema, text: string, suggestions: boolean): DocumentNode {
  const document = parsedOrRefused(text);
  refuseOversize(document);
  const errors = validate(schema, document, validationRules, {
    maxErrors: maxReportedErrors,
    hideSuggestions: !suggestions,
  });
  if (errors.length > 0) throw refusalOf('GRAPHQL_VALIDATION_FAILED', errors);
  return document;
}

function parsedOrRefused(text: string): DocumentNode {
  if (isTooDeep(text)) throw tooDeep();
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) throw refusalOf('GRAPHQL_PARSE_FAILED', [error]);
    throw error;
  }
}

function tooDeep(): Refusal {
  const error = new GraphQLError(`The document nests brackets more than ${maxNesting} deep.`);
  return refusalOf('GRAPHQL_PARSE_FAILED', [error]);
}
