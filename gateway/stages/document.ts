import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  separateOperations,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { Refusal, refusalOf } from '../refusal.ts';
import type { CachePolicy } from './cache-policy.ts';
import { validationRules } from './document.rules.ts';
import { documentSize } from './document.size.ts';
import type { AccessRules } from './scopes.rules.ts';
import { type Requirement, requirementOf } from './scopes.ts';
import { defaultedUses } from './variables.ts';

/** A trusted document by its id, or a text. */
export type GivenDocument = { id: string } | { text: string };

/** An operation that is known to be valid. The same object comes back for the same text, so plans can hang on it. */
export type Operation = {
  documentId: string;
  trusted: boolean;
  name: string | null;
  kind: 'query' | 'mutation' | 'subscription';
  /** This operation alone with the fragments it uses. */
  document: DocumentNode;
  definition: OperationDefinitionNode;
  cachePolicy: CachePolicy;
  /** Nullable variables that stand where null is refused; see `defaultedUses`. */
  nonNullVariables: readonly string[];
  /** What it asks of its caller; null: anyone may run it. */
  requirement: Requirement | null;
};

export type Documents = {
  /** Whether it is a trusted document, or a text that was looked at before. */
  knows(given: GivenDocument): boolean;
  /**
   * The operation that a request asks for.
   * @throws Refusal naming every fault
   */
  find(given: GivenDocument, operationName?: string | null): Operation;
};

type DocumentParts = {
  schema: GraphQLSchema;
  /** Document id to text. */
  trusted: Readonly<Record<string, string>>;
  introspection: boolean;
  /** Who may read what; everybody everything when absent. */
  access?: AccessRules;
};

type KnownDocument = ReadonlyMap<string, Operation>;

// A syntax tree takes about thirty times its text: 2 MB of text is some 60 MB.
const maxCachedCharacters = 2_000_000;
const maxTokens = 10_000;
const maxFields = 1_000;
// The planner's parser gives up at 50 levels, and setting repeated fields apart can double the levels.
const maxDepth = 24;
const maxReportedErrors = 20;
const open: AccessRules = new Map();

/** Parses and validates each text once. A refused text is remembered as well, so that repeating it costs nothing. */
export function makeDocuments({ schema, trusted, introspection, access = open }: DocumentParts): Documents {
  const texts = new LRUCache<string, KnownDocument | Refusal>({
    maxSize: maxCachedCharacters,
    max: 2_000,
  });
  const trustedDocuments = new Map<string, KnownDocument>();
  const adHocRules = validationRules({ introspection });
  const trustedRules = validationRules({ introspection: true });

  function trustedDocument(id: string): KnownDocument {
    const text = Object.hasOwn(trusted, id) ? trusted[id] : undefined;
    if (text === undefined) throw unknownDocument();
    const known = trustedDocuments.get(id) ?? operationsOf(id, text, true);
    trustedDocuments.set(id, known);
    return known;
  }

  function adHocDocument(text: string): KnownDocument {
    const id = createHash('sha256').update(text).digest('hex');
    const known = texts.get(id) ?? attempt(() => operationsOf(id, text, false), Refusal);
    texts.set(id, known, { size: text.length + 1 });
    if (known instanceof Refusal) throw known;
    return known;
  }

  function operationsOf(documentId: string, text: string, isTrusted: boolean): KnownDocument {
    const checked = parsed(text);
    const errors = validate(schema, checked, isTrusted ? trustedRules : adHocRules, {
      maxErrors: maxReportedErrors,
    });
    if (errors.length > 0) throw refusalOf('GRAPHQL_VALIDATION_FAILED', errors);
    // Positions serve fault messages only, and hold the chain of all tokens in memory.
    const operations = Object.entries(separateOperations(parse(text, { noLocation: true })));
    return new Map(
      operations.map(([name, document]) => [
        name,
        operationOf(schema, access, { documentId, trusted: isTrusted, document }),
      ]),
    );
  }

  return {
    knows: (given) => ('id' in given ? Object.hasOwn(trusted, given.id) : texts.has(given.text)),
    find(given, operationName) {
      const known = 'id' in given ? trustedDocument(given.id) : adHocDocument(given.text);
      return chosen(known, operationName);
    },
  };
}

/** @throws Refusal for faults of syntax, and for what would take too long to look at any further */
function parsed(text: string): DocumentNode {
  const document = attempt(() => parse(text, { maxTokens }), GraphQLError);
  if (document instanceof GraphQLError) throw refusalOf('GRAPHQL_PARSE_FAILED', [document]);
  const { fields, depth } = documentSize(document);
  if (fields > maxFields) throw tooLarge(`asks for more than ${maxFields} fields`);
  if (depth > maxDepth) throw tooLarge(`nests selections more than ${maxDepth} deep`);
  return document;
}

function tooLarge(what: string): Refusal {
  return refusalOf('GRAPHQL_VALIDATION_FAILED', [new GraphQLError(`The operation ${what}.`)]);
}

function operationOf(
  schema: GraphQLSchema,
  access: AccessRules,
  given: Pick<Operation, 'documentId' | 'trusted' | 'document'>,
): Operation {
  const definition = given.document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!definition) throw new Error('A separated operation holds no operation');
  return {
    ...given,
    name: definition.name?.value ?? null,
    kind: definition.operation,
    definition,
    cachePolicy: { maxAgeSeconds: 0, scope: 'PUBLIC' },
    nonNullVariables: defaultedUses(schema, given.document),
    requirement: requirementOf(access, schema, given.document),
  };
}

function chosen(known: KnownDocument, name: string | null | undefined): Operation {
  const operation = name ? known.get(name) : known.size === 1 ? [...known.values()][0] : undefined;
  if (operation) return operation;
  const message = name
    ? `The document holds no operation named "${name}".`
    : known.size === 0
      ? 'The document holds no operation.'
      : 'The document holds several operations: name one in operationName.';
  throw refusalOf('OPERATION_RESOLUTION_FAILURE', [new GraphQLError(message)]);
}

function unknownDocument(): Refusal {
  return refusalOf('PERSISTED_QUERY_NOT_FOUND', [new GraphQLError('There is no document of this id.')]);
}

/** What is made, or the error of the given class that was thrown instead. */
function attempt<Made, Failure>(make: () => Made, failure: abstract new (...parts: never[]) => Failure) {
  try {
    return make();
  } catch (error) {
    if (error instanceof failure) return error;
    throw error;
  }
}
