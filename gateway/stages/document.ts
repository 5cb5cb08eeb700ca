import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../services/shared/caller.ts';
import { textHash } from '../../services/shared/document-id.ts';
import { badInput } from '../../services/shared/errors.ts';
import { type PromiseOrValue, whenReady } from '../../services/shared/promise-or-value.ts';
import type { PersistedQueries } from '../persisted-queries.ts';
import { Refusal, refusalOf } from '../refusal.ts';
import type { HintedGraph } from './cost.ts';
import { checkedDocument, type KnownDocument, validDocument } from './document.check.ts';
import type { Operation } from './operation.ts';
import { adHocRefusal, type Rights } from './rights.ts';

/** A document by its id, or a text; with the hash that a client gave beside it, to be known by that from now on. */
export type GivenDocument = { id: string } | { text: string; hash?: string };

export type Documents = {
  /** Whether it costs neither parsing nor looking elsewhere: a trusted document, or one that was seen before. */
  knows(given: GivenDocument): boolean;
  /** The operation that is asked for, where it is known and there is one; null for all else, refused ones too. */
  known(given: GivenDocument, operationName?: string | null): Operation | null;
  /**
   * What comes before `find`: turns the hash of an automatic persisted query into its text, or keeps the text of one.
   * Answers at once for whatever this process knows.
   * @throws Refusal PERSISTED_QUERY_NOT_FOUND, or naming the faults of a text to be kept
   * @throws AppError BAD_USER_INPUT for a hash of another text, FORBIDDEN for a text where only trusted ones are served
   */
  load(given: GivenDocument, caller: Caller, rights: Rights): PromiseOrValue<GivenDocument>;
  /**
   * The operation that a request asks for. What this knows and refuses is the same for everybody.
   * @param rights only decide whether faults tell what they may have meant; absent, they do not
   * @throws Refusal naming every fault
   */
  find(given: GivenDocument, operationName?: string | null, rights?: Rights): Operation;
};

type DocumentsParts = HintedGraph & {
  /** Document id to text. */
  trusted: Readonly<Record<string, string>>;
  /** Hashes of texts that are known to be valid. */
  validTexts?: ReadonlySet<string>;
  /** Absent: there are no automatic persisted queries. */
  persisted?: PersistedQueries;
};

/** A syntax tree takes about thirty times its text, so this comes to some 15 MB. */
const maxCachedCharacters = 500_000;

/** What a fault of a refused text takes, as if it were that much more text. */
const faultCharacters = 20;

/**
 * Parses and validates each text once, and finds it again by itself, without hashing it. A refused text is remembered as
 * well, so that repeating it costs nothing.
 */
export function makeDocuments({ trusted, validTexts, persisted, ...graph }: DocumentsParts): Documents {
  const texts = new LRUCache<string, KnownDocument | Refusal>({
    maxSize: maxCachedCharacters,
    max: 2_000,
    sizeCalculation: (known, text) =>
      1 + text.length + (known instanceof Refusal ? known.errors.length * faultCharacters : 0),
  });
  const trustedTexts = new Map(Object.entries(trusted));
  const trustedIds = new Map(Object.entries(trusted).map(([id, text]) => [text, id]));
  const trustedDocuments = new Map<string, KnownDocument>();

  function trustedDocument(id: string): KnownDocument {
    const known = trustedDocuments.get(id);
    if (known) return known;
    const text = trustedTexts.get(id);
    if (text === undefined) throw unknownDocument();
    const isValid = validTexts?.has(textHash(text));
    const checked = checkedDocument(graph, { documentId: id, text, trusted: true, isValid });
    trustedDocuments.set(id, checked);
    return checked;
  }

  function documentOf(text: string, suggestions = false): KnownDocument {
    const known = texts.get(text) ?? firstSeen(text);
    if (!(known instanceof Refusal)) return known;
    // What is remembered tells nothing of the graph; for those who may see it, the faults are found once more.
    if (suggestions) validDocument(graph.schema, text, true);
    throw known;
  }

  function firstSeen(text: string): KnownDocument | Refusal {
    const id = trustedIds.get(text);
    const known = id === undefined ? adHocDocument(text) : trustedDocument(id);
    texts.set(text, known);
    return known;
  }

  function adHocDocument(text: string): KnownDocument | Refusal {
    try {
      return checkedDocument(graph, { documentId: textHash(text), text, trusted: false });
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  function keep(text: string, hash: string, caller: Caller): void {
    if (!persisted || trustedTexts.has(hash)) return;
    if (textHash(text) !== hash) throw badInput('The hash is not that of the document.');
    documentOf(text);
    persisted.keep(hash, text, caller.id);
  }

  return {
    knows(given) {
      if ('text' in given) return texts.has(given.text);
      return trustedTexts.has(given.id) || (persisted?.has(given.id) ?? false);
    },
    known(given, operationName) {
      const known =
        'text' in given ? texts.get(given.text) : trustedTexts.has(given.id) && trustedDocument(given.id);
      return known instanceof Map ? (chosen(known, operationName) ?? null) : null;
    },
    load(given, caller, rights) {
      if ('text' in given) {
        if (rights.adHoc === 'refused' && !trustedIds.has(given.text)) throw adHocRefusal();
        if (given.hash !== undefined) keep(given.text, given.hash, caller);
        return given;
      }
      if (!persisted || trustedTexts.has(given.id)) return given;
      return whenReady(persisted.get(given.id), loaded);
    },
    find(given, operationName, rights) {
      const known = 'id' in given ? trustedDocument(given.id) : documentOf(given.text, rights?.introspection);
      return chosen(known, operationName) ?? refuse(known, operationName);
    },
  };
}

function loaded(text: string | null): GivenDocument {
  if (text === null) throw unknownDocument();
  return { text };
}

function chosen(known: KnownDocument, name: string | null | undefined): Operation | undefined {
  if (name) return known.get(name);
  return known.size === 1 ? known.values().next().value : undefined;
}

function refuse(known: KnownDocument, name: string | null | undefined): never {
  const message = name
    ? `The document holds no operation named "${name}".`
    : known.size === 0
      ? 'The document holds no operation.'
      : 'The document holds several operations: name one in operationName.';
  throw refusalOf('OPERATION_RESOLUTION_FAILURE', [new GraphQLError(message)]);
}

/** Clients of automatic persisted queries know this very text (Apollo's protocol, version 1). */
function unknownDocument(): Refusal {
  return refusalOf('PERSISTED_QUERY_NOT_FOUND', [new GraphQLError('PersistedQueryNotFound')]);
}
