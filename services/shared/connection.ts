import { type AppError, badInput } from './errors.ts';
import { SharedWithParent } from './hints.ts';
import { type ClassType, Directive, Field, Int, ObjectType } from './type-graphql.ts';

@Directive('@shareable')
@SharedWithParent()
@ObjectType({ description: 'Where a page of a connection stands.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more edges follow this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether edges stand before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null on an empty page.' })
  endCursor!: string | null;
}

type Edge<Node> = { cursor: string; node: Node };

export type Connection<Node> = { edges: Edge<Node>[]; nodes: Node[]; pageInfo: PageInfo; totalCount: number };

/**
 * The type-graphql classes of a connection over one node class.
 * @param name of the node type; gives `<name>Connection` and `<name>Edge`
 */
export function connectionOf<Node extends object>(
  name: string,
  nodeType: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @SharedWithParent()
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class NodeEdge {
    @Field(() => String, { description: 'Opaque; hand it back as `after`.' })
    cursor!: string;

    @Field(nodeType)
    node!: Node;
  }

  @SharedWithParent()
  @ObjectType(`${name}Connection`, { simpleResolvers: true })
  class NodeConnection {
    @Field(() => [NodeEdge])
    edges!: NodeEdge[];

    @Field(() => [nodeType()], { description: 'The nodes of the edges, for readers that need no cursors.' })
    nodes!: Node[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many there are over all pages.' })
    totalCount!: number;
  }
  return NodeConnection;
}

/** Refuses a page size outside 1 to `most`. */
export function checkedFirst(first: number, most: number): number {
  if (first >= 1 && first <= most) return first;
  throw badInput(`"first" must be from 1 to ${most}.`, { argument: 'first' });
}

function cursorOf(key: string): string {
  return Buffer.from(`key:${key}`).toString('base64url');
}

/** @returns the key that a cursor names, or null when it is not one of ours */
function keyOfCursor(cursor: string): string | null {
  const text = Buffer.from(cursor, 'base64url').toString();
  return text.startsWith('key:') && cursorOf(text.slice(4)) === cursor ? text.slice(4) : null;
}

/**
 * The key that a cursor names.
 * @returns null without a cursor: the first page
 * @throws BAD_USER_INPUT for what is no cursor of ours
 */
export function keyAfter(after: string | null | undefined): string | null {
  if (after == null) return null;
  const key = keyOfCursor(after);
  if (key === null) throw foreignCursor();
  return key;
}

/** A cursor that names no node of the list it was given to. */
export function foreignCursor(): AppError {
  return badInput('"after" is not a cursor of this list.', { argument: 'after' });
}

/** A connection from one page of nodes, wherever it was read. */
export function connectionFrom<Node>(
  nodes: Node[],
  keyOf: (node: Node) => string,
  place: { hasNextPage: boolean; hasPreviousPage: boolean; totalCount: number },
): Connection<Node> {
  const { totalCount, ...pages } = place;
  const edges = nodes.map((node) => ({ cursor: cursorOf(keyOf(node)), node }));
  const ends = { startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, nodes, pageInfo: { ...pages, ...ends }, totalCount };
}

/**
 * One page of a list that is in memory.
 * @param all in the order of the connection
 * @param keyOf a name of the node that stays the same between requests
 * @param page how many, and the cursor after which the page begins
 * @throws BAD_USER_INPUT for a page size outside 1 to 100 or a cursor that names no node of the list
 */
export function pageOf<Node>(
  all: readonly Node[],
  keyOf: (node: Node) => string,
  page: { first: number; after?: string | null },
): Connection<Node> {
  const first = checkedFirst(page.first, 100);
  const key = keyAfter(page.after);
  const before = key === null ? -1 : all.findIndex((node) => keyOf(node) === key);
  if (key !== null && before < 0) throw foreignCursor();
  const start = before + 1;
  const nodes = all.slice(start, start + first);
  return connectionFrom(nodes, keyOf, {
    hasNextPage: start + nodes.length < all.length,
    hasPreviousPage: start > 0,
    totalCount: all.length,
  });
}
