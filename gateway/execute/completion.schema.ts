import {
  type GraphQLAbstractType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  isInterfaceType,
} from 'graphql';

/** Under what name completion finds the stand-in of an interface; no type can be called so. */
export const standInName = ({ name }: GraphQLAbstractType): string => `${name}?`;

/**
 * A schema with a stand-in for values without a type name: an object with the fields of the interface itself. Whoever
 * lists the types, as introspection does, meets none of them.
 */
class SchemaWithStandIns extends GraphQLSchema {
  private readonly standIns = new Map<string, GraphQLObjectType>();
  private readonly standsFor = new Map<GraphQLNamedType, GraphQLInterfaceType>();

  constructor(schema: GraphQLSchema, interfaces: readonly GraphQLInterfaceType[]) {
    super({ ...schema.toConfig(), assumeValid: true });
    for (const type of interfaces) {
      const { name, fields } = type.toConfig();
      const standIn = new GraphQLObjectType({ name, fields });
      this.standIns.set(standInName(type), standIn);
      this.standsFor.set(standIn, type);
    }
  }

  override getType(name: string): GraphQLNamedType | undefined {
    return this.standIns.get(name) ?? super.getType(name);
  }

  override isSubType(type: GraphQLAbstractType, below: GraphQLObjectType | GraphQLInterfaceType): boolean {
    const standsFor = this.standsFor.get(below);
    return standsFor ? standsFor === type || super.isSubType(type, standsFor) : super.isSubType(type, below);
  }
}

/**
 * The schema by which results are completed.
 * @param untypedFields as "Type.field"; where nothing else is asked, no service was asked for the type name
 */
export function completionSchema(
  publicSchema: GraphQLSchema,
  untypedFields: ReadonlySet<string>,
): GraphQLSchema {
  const names = new Set([...untypedFields].map((field) => field.slice(0, field.indexOf('.'))));
  const interfaces = [...names].map((name) => publicSchema.getType(name)).filter(isInterfaceType);
  return interfaces.length === 0 ? publicSchema : new SchemaWithStandIns(publicSchema, interfaces);
}
