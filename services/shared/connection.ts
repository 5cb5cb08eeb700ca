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

type Place = { hasNextPage: boolean; hasPreviousPage: boolean; totalCount: number };

/** A connection from one page of nodes, wherever it was read. */
export function connectionFrom<Node>(
  nodes: Node[],
  keyOf: (node: Node) => string,
  place: Place,
): Connection<Node> {
  return new NodePage(nodes, (index) => cursorOf(keyOf(nodes[index] as Node)), place);
}

/** Edges and cursors are made when somebody asks for them: who reads the nodes alone never does. */
class NodePage<Node> implements Connection<Node> {
  readonly nodes: Node[];
  private readonly cursorAt: (index: number) => string;
  private readonly place: Place;

  /** @param cursorAt of a node by its place in the page */
  constructor(nodes: Node[], cursorAt: (index: number) => string, place: Place) {
    this.nodes = nodes;
    this.cursorAt = cursorAt;
    this.place = place;
  }

  get totalCount(): number {
    return this.place.totalCount;
  }

  get edges(): Edge<Node>[] {
    return this.nodes.map((node, index) => ({ cursor: this.cursorAt(index), node }));
  }

  get pageInfo(): PageInfo {
    const { hasNextPage, hasPreviousPage } = this.place;
    const last = this.nodes.length - 1;
    const [startCursor, endCursor] = last < 0 ? [null, null] : [this.cursorAt(0), this.cursorAt(last)];
    return { hasNextPage, hasPreviousPage, startCursor, endCursor };
  }
}

/** A list in memory that is read page by page. The cursors of its nodes are made once. */
export class PagedList<Node> {
  private readonly all: readonly Node[];
  private readonly cursors: readonly string[];
  private readonly positions: ReadonlyMap<string, number>;

  /**
   * @param all in the order of the connection
   * @param keyOf a name of the node that stays the same between requests
   */
  constructor(all: readonly Node[], keyOf: (node: Node) => string) {
    this.all = all;
    this.cursors = all.map((node) => cursorOf(keyOf(node)));
    this.positions = new Map(this.cursors.map((cursor, position) => [cursor, position]));
  }

  /**
   * @param page how many, and the cursor after which the page begins
   * @throws BAD_USER_INPUT for a page size outside 1 to 100 or a cursor that names no node of the list
   */
  page({ first, after }: { first: number; after?: string | null }): Connection<Node> {
    const size = checkedFirst(first, 100);
    const before = after == null ? -1 : this.positions.get(after);
    if (before === undefined) throw foreignCursor();
    const { length } = this.all;
    const start = before + 1;
    const end = Math.min(start + size, length);
    return new NodePage(this.all.slice(start, end), (index) => this.cursors[start + index] as string, {
      hasNextPage: end < length,
      hasPreviousPage: start > 0,
      totalCount: length,
    });
  }
}
