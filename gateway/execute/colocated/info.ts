import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { Request, Values } from './request.ts';
import type { Slot } from './slot.ts';

/** What of a field's info is the same in every request. */
export type FieldFacts = {
  fieldName: string;
  fieldNodes: readonly FieldNode[];
  /** In the schema of the service that answers it. */
  returnType: GraphQLOutputType;
  parentType: GraphQLObjectType;
  schema: GraphQLSchema;
};

/** What graphql-js 16 itself tells resolvers; the types of other packages add to it. */
export type Info = Omit<GraphQLResolveInfo, 'getAbortSignal' | 'getAsyncHelpers'>;

/** A function of a service, called as graphql-js calls resolvers. */
export type Resolve = (source: unknown, args: Values, context: object, info: Info) => unknown;

type Path = GraphQLResolveInfo['path'];

/** The info of one call of a resolver, read only as far as the resolver looks. Operation and path are the client's. */
export class FieldInfo implements Info {
  private readonly facts: FieldFacts;
  private readonly request: Request;
  private readonly parent: Slot;
  private readonly key: string | number;

  constructor(facts: FieldFacts, request: Request, parent: Slot, key: string | number) {
    this.facts = facts;
    this.request = request;
    this.parent = parent;
    this.key = key;
  }

  get fieldName(): string {
    return this.facts.fieldName;
  }
  get fieldNodes(): readonly FieldNode[] {
    return this.facts.fieldNodes;
  }
  get returnType(): GraphQLOutputType {
    return this.facts.returnType;
  }
  get parentType(): GraphQLObjectType {
    return this.facts.parentType;
  }
  get schema(): GraphQLSchema {
    return this.facts.schema;
  }
  get path(): Path {
    return { prev: pathTo(this.parent), key: this.key, typename: this.facts.parentType.name };
  }
  get fragments(): Record<string, FragmentDefinitionNode> {
    return this.request.operation.fragments;
  }
  get rootValue(): undefined {
    return undefined;
  }
  get operation(): OperationDefinitionNode {
    return this.request.operation.definition;
  }
  get variableValues(): Record<string, unknown> {
    return this.request.variables;
  }
}

function pathTo(slot: Slot): Path | undefined {
  if (slot.parent === null) return undefined;
  return { prev: pathTo(slot.parent), key: slot.key, typename: undefined };
}
