import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  print,
} from 'graphql';
import { type Asked, fieldsBelow, fieldsFor, type Reading } from './colocated/collect.ts';
import { fieldOf } from './colocated/home.ts';
import { operationOf } from './colocated/operation.ts';
import type { Ownership } from './ownership.ts';

/** Whether the text of an event, a whole GraphQL result, can go to the client as its service sent it. */
export type IsWhole = (text: string) => boolean;

/** What a client asks of a subscription, and what is asked of a service for it. */
export type Relayed = {
  document: DocumentNode;
  conditions: Reading['conditions'];
  /** The client's document in the plainest words. */
  asked: DocumentNode;
  /** What the plan asks of the service for each event, before anything is joined. */
  fetched: DocumentNode;
  service: string;
};

/** @returns tells it for the events of a subscription; worked out once for each plan */
export function makeWholeEvents(schema: GraphQLSchema, ownerOf: Ownership): (relayed: Relayed) => IsWhole {
  const known = new WeakMap<DocumentNode, WeakMap<DocumentNode, IsWhole>>();
  return (relayed) => {
    const ofAsked = known.get(relayed.asked) ?? new WeakMap<DocumentNode, IsWhole>();
    known.set(relayed.asked, ofAsked);
    const isWhole = ofAsked.get(relayed.fetched) ?? wholeEvents(schema, ownerOf, relayed);
    ofAsked.set(relayed.fetched, isWhole);
    return isWhole;
  };
}

/**
 * Finds the events to which the plan adds nothing: those of types of which the service is asked exactly what the client
 * asks, in the same order, and can answer all of it. They are told by the type name that begins them, so a client whose
 * first field is another has none.
 */
function wholeEvents(schema: GraphQLSchema, ownerOf: Ownership, relayed: Relayed): IsWhole {
  const { document, conditions, asked, fetched, service } = relayed;
  const [key, nodes] = rootField(schema, document, conditions) ?? [];
  const [fetchedKey, fetchedNodes] = rootField(schema, fetched) ?? [];
  const [, askedNodes] = rootField(schema, asked) ?? [];
  if (!nodes || !fetchedNodes || !askedNodes || key !== fetchedKey) return () => false;
  const ofClient = readingOf(schema, document, conditions);
  const ofFetch = readingOf(schema, fetched);
  const isWhole = (typeName: string) =>
    givesSame(typeName, [nodes, ofClient], [fetchedNodes, ofFetch]) &&
    ownerOf(narrowed(asked, askedNodes, typeName, readingOf(schema, asked))) === service;
  const type = typeBelow(schema, schema.getSubscriptionType()?.name ?? '', nodes);
  const whole = new Set(possibleTypes(schema, type).filter(isWhole));
  const [[typeKey, [first]] = ['', [undefined]]] = type ? fieldsBelow(type.name, fetchedNodes, ofFetch) : [];
  if (whole.size === 0 || first?.name.value !== '__typename') return () => false;
  const beginning = `{"data":{"${key}":{"${typeKey}":"`;
  return (text) =>
    text.startsWith(beginning) &&
    whole.has(text.slice(beginning.length, text.indexOf('"', beginning.length)));
}

function readingOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  conditions: Reading['conditions'] = {},
): Reading {
  return { schema, fragments: operationOf(document).fragments, conditions };
}

function rootField(schema: GraphQLSchema, document: DocumentNode, conditions: Reading['conditions'] = {}) {
  const { selectionSet } = operationOf(document).definition;
  const typeName = schema.getSubscriptionType()?.name ?? '';
  const asked: Asked = fieldsFor(typeName, selectionSet.selections, readingOf(schema, document, conditions));
  const [field] = asked;
  return field;
}

type Read = readonly [nodes: readonly FieldNode[], reading: Reading];

/** Whether both say the same of an object of the type, in the same order. */
function givesSame(typeName: string, [nodes, reading]: Read, [others, otherReading]: Read): boolean {
  const fields = [...fieldsBelow(typeName, nodes, reading)];
  const otherFields = [...fieldsBelow(typeName, others, otherReading)];
  if (fields.length !== otherFields.length) return false;
  return fields.every(([key, below], index) => {
    const [otherKey, otherBelow] = otherFields[index] ?? [];
    if (key !== otherKey || !otherBelow || !isSameField(below[0], otherBelow[0])) return false;
    const type = typeBelow(reading.schema, typeName, below);
    return possibleTypes(reading.schema, type).every((name) =>
      givesSame(name, [below, reading], [otherBelow, otherReading]),
    );
  });
}

function isSameField(one: FieldNode | undefined, other: FieldNode | undefined): boolean {
  return one?.name.value === other?.name.value && argumentsOf(one) === argumentsOf(other);
}

function argumentsOf(field: FieldNode | undefined): string {
  return (field?.arguments ?? [])
    .map((argument: ArgumentNode) => print(argument))
    .sort()
    .join();
}

function typeBelow(schema: GraphQLSchema, typeName: string, [node]: readonly FieldNode[]) {
  const field = fieldOf(schema, typeName, node?.name.value ?? '');
  return field && getNamedType(field.type);
}

/** Names of the object types that a value can be of; none for what is no object. */
function possibleTypes(schema: GraphQLSchema, type: GraphQLNamedType | undefined): string[] {
  if (!isCompositeType(type)) return [];
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
}

/** The document for events of one type alone. */
function narrowed(
  document: DocumentNode,
  nodes: readonly FieldNode[],
  typeName: string,
  reading: Reading,
): DocumentNode {
  const [root] = nodes;
  const { definition } = operationOf(document);
  const fields = [...fieldsBelow(typeName, nodes, reading).values()].flat();
  if (!root) return document;
  const onType = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
  } as const;
  const field = { ...root, selectionSet: { kind: Kind.SELECTION_SET, selections: [onType] } } as const;
  const selectionSet = { kind: Kind.SELECTION_SET, selections: [field] } as const;
  return { kind: Kind.DOCUMENT, definitions: [{ ...definition, selectionSet }] };
}
