import type { GraphQLObjectType } from 'graphql';
import type { Home } from './home.ts';
import { type FieldFacts, FieldInfo, type Info } from './info.ts';
import type { Run } from './run.ts';
import type { Holder, Slot } from './slot.ts';

/** Finds an entity by its representation, which holds its type name, its key and what fields require. */
type ResolveReference = (representation: Holder, context: object, info: Info) => unknown;

/**
 * One way of finding entities of one type in one service: by one key, with the same required fields. A request looks
 * each entity up once.
 */
export class Reference {
  readonly home: Home;
  private readonly number: number;
  private readonly resolve: ResolveReference | undefined;
  private readonly facts: FieldFacts;
  private readonly keyName: string | undefined;

  /**
   * @param number distinct among the references of an executor
   * @param keyName the one plain field that tells entities apart; absent when it takes more
   */
  constructor(number: number, home: Home, type: GraphQLObjectType, keyName: string | undefined) {
    this.number = number;
    this.home = home;
    this.keyName = keyName;
    this.resolve = resolverOf(type);
    const parentType = home.schema.getQueryType() ?? type;
    this.facts = {
      fieldName: '_entities',
      fieldNodes: [],
      returnType: type,
      parentType,
      schema: home.schema,
    };
  }

  /** @returns what the service knows under the representation: null when nothing; it may be a promise */
  find(run: Run, representation: Holder, slot: Slot): unknown {
    // What the representation says is all there is: the same whoever looks it up.
    if (!this.resolve) return representation;
    const { request } = run;
    let known = request.entities[this.number];
    if (known === undefined) {
      known = new Map();
      request.entities[this.number] = known;
    }
    const id = this.keyName === undefined ? JSON.stringify(representation) : representation[this.keyName];
    const found = known.get(id);
    if (found !== undefined) return found;
    const info = new FieldInfo(this.facts, request, slot, '_entities');
    const entity = this.resolve(representation, request.contextOf(this.home), info) ?? null;
    known.set(id, entity);
    return entity;
  }
}

/** As kept by @apollo/subgraph; without one a representation is the entity itself. */
function resolverOf(type: GraphQLObjectType): ResolveReference | undefined {
  const { apollo } = type.extensions as { apollo?: { subgraph?: { resolveReference?: ResolveReference } } };
  return apollo?.subgraph?.resolveReference;
}
