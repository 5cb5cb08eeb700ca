import {
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * Tells which service alone can answer a document, so that nothing has to be planned or joined; null when none can, or
 * when that is not certain. What that service answers is whole by the public schema: no type or value that it may give
 * is hidden there.
 */
export type Ownership = (document: DocumentNode) => string | null;

type Services = ReadonlySet<string>;

/** @param supergraph the schema with the join specification's directives (v0.5), hidden parts included */
export function makeOwnership(supergraph: GraphQLSchema, publicSchema: GraphQLSchema): Ownership {
  const names = graphNames(supergraph);
  const all: Services = new Set(names.keys());

  /** Those that resolve the field without the help of others. */
  function fieldOwners(type: GraphQLNamedType, fieldName: string): Services {
    const joined = supergraph.getType(type.name);
    if (!isObjectType(joined) && !isInterfaceType(joined)) return none;
    const joins = joinsOf(joined.getFields()[fieldName]?.astNode, 'join__field');
    if (joins.some(({ overrideLabel }) => overrideLabel)) return none;
    const alone = joins.filter(
      (join) => !join.external && !join.usedOverridden && !join.requires && !join.contextArguments,
    );
    return joins.length === 0 ? typeOwners(joined) : both(typeOwners(joined), graphsOf(alone));
  }

  function typeOwners(type: GraphQLNamedType): Services {
    const joins = joinsOf(supergraph.getType(type.name)?.astNode, 'join__type');
    return graphsOf(joins.filter(({ isInterfaceObject }) => !isInterfaceObject));
  }

  /** Those that know everything that a value of the type can be, where all of that is public. */
  function valueOwners(type: GraphQLNamedType): Services {
    const joined = supergraph.getType(type.name);
    if (isEnumType(type) && isEnumType(joined)) {
      return type.getValues().length === joined.getValues().length ? all : none;
    }
    if (isAbstractType(type) && isAbstractType(joined)) return memberOwners(type, joined);
    return isCompositeType(type) ? typeOwners(type) : all;
  }

  function memberOwners(type: GraphQLAbstractType, joined: GraphQLAbstractType): Services {
    const members = supergraph.getPossibleTypes(joined);
    if (members.length !== publicSchema.getPossibleTypes(type).length) return none;
    const unionJoins = isUnionType(joined) ? joinsOf(joined.astNode, 'join__unionMember') : null;
    return members.reduce((owners, member) => {
      const joins =
        unionJoins?.filter((join) => join.member === member.name) ??
        joinsOf(member.astNode, 'join__implements').filter((join) => join.interface === type.name);
      return both(owners, graphsOf(joins));
    }, typeOwners(type));
  }

  return (document) => {
    const typeInfo = new TypeInfo(publicSchema);
    let owners = all;
    const keep = (services: Services) => {
      owners = both(owners, services);
    };
    const keepCondition = () => {
      const type = getNamedType(typeInfo.getType());
      keep(type ? valueOwners(type) : none);
    };
    visit(
      document,
      visitWithTypeInfo(typeInfo, {
        Field({ name }) {
          const [parent, output] = [typeInfo.getParentType(), getNamedType(typeInfo.getType())];
          if (name.value === '__typename') return;
          if (!parent || !output || name.value.startsWith('__')) return keep(none);
          const types = isAbstractType(parent)
            ? [parent, ...publicSchema.getPossibleTypes(parent)]
            : [parent];
          for (const type of types) keep(fieldOwners(type, name.value));
          keep(valueOwners(output));
        },
        InlineFragment: keepCondition,
        FragmentDefinition: keepCondition,
      }),
    );
    const [owner] = owners;
    return (owner && names.get(owner)) ?? null;
  };
}

const none: Services = new Set();

function both(some: Services, others: Services): Services {
  return new Set([...some].filter((service) => others.has(service)));
}

type Join = Readonly<Record<string, unknown>>;

function graphsOf(joins: readonly Join[]): Services {
  return new Set(joins.flatMap(({ graph }) => (typeof graph === 'string' ? [graph] : [])));
}

/** The arguments of each such directive. */
function joinsOf(node: ASTNode | null | undefined, name: string): Join[] {
  const directives = (node && 'directives' in node ? node.directives : undefined) as
    | readonly ConstDirectiveNode[]
    | undefined;
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map((directive) =>
      Object.fromEntries(
        (directive.arguments ?? []).map((each) => [each.name.value, valueFromASTUntyped(each.value)]),
      ),
    );
}

/** The services' names by the value of the supergraph's enum. */
function graphNames(supergraph: GraphQLSchema): Map<string, string> {
  const graphs = supergraph.getType('join__Graph');
  return new Map(
    (isEnumType(graphs) ? graphs.getValues() : []).map(({ name, astNode }) => [
      name,
      String(joinsOf(astNode, 'join__graph')[0]?.name ?? name),
    ]),
  );
}
