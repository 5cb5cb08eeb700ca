import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Caller } from '../../services/shared/caller.ts';
import { AppError } from '../../services/shared/errors.ts';
import type { AccessRule, AccessRules } from './scopes.rules.ts';

/** A rule, and the first place in an operation that it stands for. */
type Demand = AccessRule & {
  /** Keys of the answer, with dots between: `viewer.keys`. */
  field: string;
};

/** Everything that an operation asks of its caller; never empty. */
export type Requirement = readonly Demand[];

/**
 * What an operation asks of its caller, whatever its variables: skipped fields count. Found once for each document.
 * @param document valid, one operation with the fragments that it uses
 * @returns null when anyone may run it
 */
export function requirementOf(
  rules: AccessRules,
  schema: GraphQLSchema,
  document: DocumentNode,
): Requirement | null {
  if (rules.size === 0) return null;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const demands = new Map<string, Demand>();

  function demand(coordinate: string, field: string): void {
    const rule = rules.get(coordinate);
    if (rule && !demands.has(coordinate)) demands.set(coordinate, { ...rule, field });
  }

  function walk({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined, path: string): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        // What a fragment asks for is the same wherever it stands, so it is walked once.
        fragments.delete(selection.name.value);
        if (fragment) narrow(fragment.selectionSet, fragment.typeCondition.name.value, path);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        narrow(selection.selectionSet, selection.typeCondition?.name.value ?? parent?.name, path);
      } else if (isObjectType(parent) || isInterfaceType(parent)) {
        const field = parent.getFields()[selection.name.value];
        // GraphQL's own fields, such as __typename, belong to no service.
        if (!field) continue;
        const key = selection.alias?.value ?? selection.name.value;
        const place = path === '' ? key : `${path}.${key}`;
        const type = getNamedType(field.type);
        demand(`${parent.name}.${field.name}`, place);
        demand(type.name, place);
        if (selection.selectionSet) walk(selection.selectionSet, type, place);
      }
    }
  }

  function narrow(selectionSet: SelectionSetNode, type = '', path: string): void {
    demand(type, path);
    walk(selectionSet, schema.getType(type), path);
  }

  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    narrow(node.selectionSet, schema.getRootType(node.operation)?.name, '');
  }
  return demands.size > 0 ? [...demands.values()] : null;
}

/**
 * Lets a caller pass who meets every demand. Nothing of the operation has run by then.
 * @throws AppError UNAUTHENTICATED for a caller without key or token, FORBIDDEN for one who lacks a scope; `field`
 *   names the first place, `scopes` what would open it
 */
export function checkAccess(requirement: Requirement, { kind, scopes: held }: Caller): void {
  const isKnown = kind === 'API_KEY' || kind === 'USER';
  for (const { authenticated, scopes, field } of requirement) {
    const isAllowed =
      (!authenticated || isKnown) &&
      (scopes?.some((all) => all.every((scope) => held.includes(scope))) ?? true);
    if (!isAllowed) throw refusal(isKnown, field, scopes);
  }
}

function refusal(isKnown: boolean, field: string, scopes: AccessRule['scopes']): AppError {
  const subject = field === '' ? 'This operation' : `"${field}"`;
  const details = { field, ...(scopes ? { scopes } : {}) };
  if (!isKnown) {
    const publicMessage = `${subject} needs an API key or a token.`;
    return new AppError('UNAUTHENTICATED', 'no identity', { publicMessage, details });
  }
  const sets = (scopes ?? []).map((all) => all.map((scope) => `"${scope}"`).join(' and '));
  const publicMessage = `${subject} needs the scope ${sets.join(', or ')}.`;
  return new AppError('FORBIDDEN', 'a scope is missing', { publicMessage, details });
}
