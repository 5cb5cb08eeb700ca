import {
  type ASTVisitor,
  GraphQLError,
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

/** What a document is checked by; among the specified ones is that introspection may not go round in circles. */
export const validationRules: readonly ValidationRule[] = [...specifiedRules, ReservedAliasRule];
