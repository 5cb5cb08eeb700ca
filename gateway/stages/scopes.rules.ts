import { type ConstDirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

/** What a type or field asks of whoever reads it. */
export type AccessRule = {
  /** Wants a caller with an API key or a token. */
  authenticated: boolean;
  /** One of these sets, all of it; null asks for none. */
  scopes: readonly (readonly string[])[] | null;
};

/** Rules by `Type` and by `Type.field`. */
export type AccessRules = ReadonlyMap<string, AccessRule>;

/** What a graph may need for its safety; more than that it would need of a gateway that knows more. */
const knownFeatures: ReadonlySet<string> = new Set(['inaccessible', 'authenticated', 'requiresScopes']);

/** RFC 6749 (October 2012), section 3.3. */
const scopeShape = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * The access rules of a supergraph, by the federation directives `@authenticated` and `@requiresScopes` (federation
 * 2.5, July 2023). Composition has joined what several services ask of the same field, so that all of it must hold, and
 * has given interfaces what any of their types asks.
 * @throws Error naming what this gateway could not check: `@policy`, or another feature meant for safety
 */
export function accessRulesOf({ definitions }: DocumentNode): AccessRules {
  const rules = new Map<string, AccessRule>();
  const policies: string[] = [];

  const add = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    if (directives.some(({ name }) => name.value === 'policy')) policies.push(coordinate);
    const rule = ruleOf(coordinate, directives);
    if (rule) rules.set(coordinate, rule);
  };

  for (const node of definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION) continue;
    if (!('name' in node) || node.name === undefined || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const type = node.name.value;
    add(type, 'directives' in node ? (node.directives as readonly ConstDirectiveNode[]) : []);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name, directives } of node.fields ?? []) add(`${type}.${name.value}`, directives);
  }
  if (policies.length > 0) {
    throw new Error(`The graph uses @policy, which is not implemented, on ${policies.join(', ')}`);
  }
  for (const node of definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION) refuseUnknownFeatures(node.directives ?? []);
  }
  return rules;
}

/** A feature whose purpose is SECURITY may not be passed over; see the link specification, version 1.0. */
function refuseUnknownFeatures(directives: readonly ConstDirectiveNode[]): void {
  for (const link of directives.filter(({ name }) => name.value === 'link')) {
    const { url, for: purpose } = argumentsOf(link);
    const [, feature = String(url)] = /([^/]+)\/v[^/]+$/.exec(String(url)) ?? [];
    if (purpose === 'SECURITY' && !knownFeatures.has(feature)) {
      throw new Error(`The graph needs "${feature}" for its safety, which is not implemented`);
    }
  }
}

function ruleOf(coordinate: string, directives: readonly ConstDirectiveNode[]): AccessRule | null {
  const authenticated = directives.some(({ name }) => name.value === 'authenticated');
  const required = directives.find(({ name }) => name.value === 'requiresScopes');
  if (!required) return authenticated ? { authenticated, scopes: null } : null;
  const scopes = argumentsOf(required).scopes as string[][];
  if (scopes.length === 0) throw new Error(`No scope would ever open ${coordinate}`);
  const wrong = scopes.flat().find((scope) => !scopeShape.test(scope));
  if (wrong !== undefined)
    throw new Error(`"${wrong}" at ${coordinate} is no scope that a token could carry`);
  return { authenticated, scopes };
}

function argumentsOf({ arguments: given = [] }: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}
