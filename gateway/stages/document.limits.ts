import { type ASTNode, type DocumentNode, GraphQLError, Kind, type SelectionSetNode, visit } from 'graphql';
import { type Refusal, refusalOf } from '../refusal.ts';
import { documentSize } from './document.size.ts';

/** Parsing stops here. The largest document of our own has under 500. */
export const maxTokens = 10_000;

/** A document is written by a person or a page: more than a few operations in one are a way to make us work. */
const maxOperations = 20;

const maxFields = 1_000;

// The planner's parser gives up at 50 levels, and setting repeated fields apart can double the levels.
const maxDepth = 24;

/** Each is a call of its own; the 50 aliases that a key may use can all stand here. */
const maxRootFields = 60;

/** The same selection beside itself: merging makes one of them, but only after all were checked against each other. */
const maxRepeats = 10;

/** Of GraphQL's own directives two can stand at one place; unknown ones would each be an error of its own. */
const maxDirectivesAtOnePlace = 4;

const maxDirectives = 100;

/**
 * Refuses a parsed document that would take too long to look at any further, with one fault however many there are.
 * @throws Refusal GRAPHQL_VALIDATION_FAILED
 */
export function refuseOversize(document: DocumentNode): void {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operations.length > maxOperations) throw tooMuch(`has more than ${maxOperations} operations`);
  const { fields, depth, rootFields } = documentSize(document);
  if (fields > maxFields) throw tooMuch(`asks for more than ${maxFields} fields`);
  if (depth > maxDepth) throw tooMuch(`nests selections more than ${maxDepth} deep`);
  if (rootFields > maxRootFields) throw tooMuch(`asks for more than ${maxRootFields} fields at its root`);
  refuseRepetition(document);
}

function tooMuch(what: string): Refusal {
  return refusalOf('GRAPHQL_VALIDATION_FAILED', [new GraphQLError(`The document ${what}.`)]);
}

function refuseRepetition(document: DocumentNode): void {
  let directives = 0;
  visit(document, {
    enter(node) {
      const here = directiveCount(node);
      directives += here;
      if (here > maxDirectivesAtOnePlace) {
        throw tooMuch(`has more than ${maxDirectivesAtOnePlace} directives at one place`);
      }
      if (directives > maxDirectives) throw tooMuch(`has more than ${maxDirectives} directives`);
      if (node.kind === Kind.SELECTION_SET && repeats(node) > maxRepeats) {
        throw tooMuch(`repeats a selection more than ${maxRepeats} times at one place`);
      }
    },
  });
}

function directiveCount(node: ASTNode): number {
  return 'directives' in node ? (node.directives?.length ?? 0) : 0;
}

/** How often the selection that stands there most often does. */
function repeats({ selections }: SelectionSetNode): number {
  if (selections.length <= maxRepeats) return 0;
  const counts = new Map<string, number>();
  for (const node of selections) {
    const key =
      node.kind === Kind.FIELD
        ? (node.alias ?? node.name).value
        : `...${node.kind === Kind.FRAGMENT_SPREAD ? node.name.value : `on ${node.typeCondition?.name.value}`}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}
