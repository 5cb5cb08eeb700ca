import {
  type ASTVisitor,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Names that begin with two underscores are GraphQL's own; execution reads `__typename` beside the client's fields. */
function ReservedAliasRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (!node.alias?.value.startsWith('__')) return;
      const message = `The alias "${node.alias.value}" begins with "__", which is reserved.`;
      context.reportError(new GraphQLError(message, { nodes: node.alias }));
    },
  };
}

/** What a document is checked by. */
export function validationRules({ introspection }: { introspection: boolean }): readonly ValidationRule[] {
  const rules = [...specifiedRules, ReservedAliasRule];
  return introspection ? rules : [...rules, NoSchemaIntrospectionCustomRule];
}
