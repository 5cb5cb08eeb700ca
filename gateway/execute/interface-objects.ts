import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
} from 'graphql';
import { applied } from './colocated/applied.ts';

/** Whether a service knows the interface as one object: it can't tell what stands behind a value. */
export function isInterfaceObject(type: GraphQLNamedType | undefined): type is GraphQLInterfaceType {
  if (!isInterfaceType(type)) return false;
  return applied(type.astNode?.directives, 'join__type').some(({ isInterfaceObject }) => isInterfaceObject);
}

/**
 * The fields of interface objects, as "Type.field", of which one answer is right whatever object stands behind: all have
 * the field with the same type, and none is hidden.
 */
export function untypedFields(supergraph: GraphQLSchema, publicSchema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(publicSchema.getTypeMap())) {
    const joined = supergraph.getType(type.name);
    if (!isInterfaceType(type) || !isInterfaceObject(joined)) continue;
    const members = publicSchema.getPossibleTypes(type);
    if (members.length < supergraph.getPossibleTypes(joined).length) continue;
    const isSame = (field: GraphQLField<unknown, unknown>) =>
      members.every((member) => String(member.getFields()[field.name]?.type) === String(field.type));
    for (const field of Object.values(type.getFields())) {
      if (isSame(field)) names.add(`${type.name}.${field.name}`);
    }
  }
  return names;
}
