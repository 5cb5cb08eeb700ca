import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { askedKey } from './asked-key.ts';
import { type Asked, fieldsBelow, fieldsFor } from './colocated/collect.ts';
import { leafCheck } from './completion.leaf.ts';
import { standInName } from './completion.schema.ts';

type Values = Readonly<Record<string, unknown>>;

/** Stands for a value that is absent where one has to be, or is not what its type says. */
export const missing = Symbol('missing');

/** The value as the client gets it, else `missing`. */
type Copy = (value: unknown) => unknown;
type Selected = [responseKey: string, askedKey: string | number, copy: Copy];

/** Whether fields with conditions are taken, by variable. */
type Conditions = Readonly<Record<string, boolean>>;

/** More sets of conditions of one document than anybody needs are left to graphql-js. */
const mostVariants = 16;
const nothing: Copy = () => missing;

/** What a document selects, worked out once for each set of conditions. */
export class CompiledDocument {
  private readonly operation: OperationDefinitionNode | undefined;
  private readonly fragments: Record<string, FragmentDefinitionNode> = {};
  /** Variables of `@skip` and `@include`. */
  private readonly conditional: readonly string[];
  private readonly variants = new Map<string, Copy>();

  /** @param document one valid operation with its fragments */
  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    this.operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.fragments[node.name.value] = node;
    }
    this.conditional = conditionalVariables(document);
  }

  /** @returns `missing` for data that are not whole; introspection is never */
  copy(data: Values, variables: Values): Record<string, unknown> | typeof missing {
    const conditions: Record<string, boolean> = {};
    let name = '';
    for (const variable of this.conditional) {
      // A null that was given is none of the values, whatever the default.
      const value = Object.hasOwn(variables, variable) ? variables[variable] : this.defaultOf(variable);
      if (typeof value !== 'boolean') return missing;
      conditions[variable] = value;
      name += value ? '1' : '0';
    }
    let copy = this.variants.get(name);
    if (!copy) {
      if (this.variants.size >= mostVariants) return missing;
      copy = this.rootCopy(conditions);
      this.variants.set(name, copy);
    }
    return copy(data) as Record<string, unknown> | typeof missing;
  }

  private defaultOf(variable: string): unknown {
    const definition = this.operation?.variableDefinitions?.find(
      (node) => node.variable.name.value === variable,
    );
    return definition?.defaultValue && valueFromASTUntyped(definition.defaultValue);
  }

  private rootCopy(conditions: Conditions): Copy {
    const { schema, fragments, operation } = this;
    const type = operation && schema.getRootType(operation.operation);
    if (!type) return nothing;
    const reading = { schema, fragments, conditions };
    return this.fieldsCopy(
      type,
      fieldsFor(type.name, operation.selectionSet.selections, reading),
      conditions,
    );
  }

  private copyOf(type: GraphQLOutputType, nodes: readonly FieldNode[], conditions: Conditions): Copy {
    if (isNonNullType(type)) {
      const copy = this.valueCopy(type.ofType, nodes, conditions);
      return (value) => (value === null || value === undefined ? missing : copy(value));
    }
    const copy = this.valueCopy(type, nodes, conditions);
    return (value) => (value === null || value === undefined ? null : copy(value));
  }

  /** Of values that are there. */
  private valueCopy(type: GraphQLOutputType, nodes: readonly FieldNode[], conditions: Conditions): Copy {
    if (isListType(type)) return listCopy(this.copyOf(type.ofType, nodes, conditions));
    if (isObjectType(type)) return this.objectCopy(type, nodes, conditions);
    if (isAbstractType(type)) return this.abstractCopy(type, nodes, conditions);
    if (!isLeafType(type)) return nothing;
    const isWhole = leafCheck(type);
    return (value) => (isWhole(value) ? value : missing);
  }

  private objectCopy(type: GraphQLObjectType, nodes: readonly FieldNode[], conditions: Conditions): Copy {
    const { schema, fragments } = this;
    return this.fieldsCopy(
      type,
      fieldsBelow(type.name, nodes, { schema, fragments, conditions }),
      conditions,
    );
  }

  private abstractCopy(type: GraphQLAbstractType, nodes: readonly FieldNode[], conditions: Conditions): Copy {
    const copies = new Map<unknown, Copy>();
    const copyFor = (name: unknown): Copy => {
      const member = typeof name === 'string' ? this.schema.getType(name) : undefined;
      // Not kept: names that are none are as many as a service can think of.
      if (!isObjectType(member) || !this.schema.isSubType(type, member)) return nothing;
      const copy = this.objectCopy(member, nodes, conditions);
      copies.set(name, copy);
      return copy;
    };
    const unnamed = standInName(type);
    return (value) => {
      const name = (value as Values).__typename ?? unnamed;
      return (copies.get(name) ?? copyFor(name))(value);
    };
  }

  private fieldsCopy(type: GraphQLObjectType, fields: Asked, conditions: Conditions): Copy {
    const selected = [...fields].map(([key, nodes]): Selected => {
      const name = nodes[0]?.name.value ?? '';
      if (name === '__typename') return [key, key, () => type.name];
      const field = type.getFields()[name];
      // A key by this name would change the object and not be in it.
      const copy = field && key !== '__proto__' ? this.copyOf(field.type, nodes, conditions) : nothing;
      return [key, askedKey(name, key), copy];
    });
    return fieldsCopy(selected);
  }
}

function fieldsCopy(selected: readonly Selected[]): Copy {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return missing;
    const object: Record<string, unknown> = {};
    for (const [key, given, copy] of selected) {
      const part = copy((value as Values)[given]);
      if (part === missing) return missing;
      object[key] = part;
    }
    return object;
  };
}

function listCopy(copy: Copy): Copy {
  return (value) => {
    if (!Array.isArray(value)) return missing;
    const list: unknown[] = [];
    for (const item of value) {
      const part = copy(item);
      if (part === missing) return missing;
      list.push(part);
    }
    return list;
  };
}

function conditionalVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ arguments: given = [] }) {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
