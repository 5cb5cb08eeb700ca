import { documentStringMap } from '@envelop/core';
import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { applied } from './colocated/applied.ts';
import { fieldSet } from './colocated/join.ts';
import { typename } from './federated-document.ts';
import { isInterfaceObject } from './interface-objects.ts';

/**
 * Unions and interfaces within what a field provides. The planner knows no type name there, and would have another
 * service give the whole object for it (router-query-planner 0.0.38). So it does not hear of these names; the services
 * are asked for them nevertheless, since each knows what it gives.
 */
export type ProvidedTypes = {
  /** Has the planner read the document without these type names. */
  hide(asked: DocumentNode): void;
  /** What the planner asks of a service, with them; the same object each time. */
  named(fetched: DocumentNode): DocumentNode;
};

export function makeProvidedTypes(supergraph: GraphQLSchema): ProvidedTypes {
  const names = providedTypes(supergraph);
  const known = new WeakMap<DocumentNode, DocumentNode>();

  function changed(
    document: DocumentNode,
    change: (set: SelectionSetNode) => SelectionSetNode,
  ): DocumentNode {
    const typeInfo = new TypeInfo(supergraph);
    return visit(
      document,
      visitWithTypeInfo(typeInfo, {
        Field(node) {
          const type = getNamedType(typeInfo.getType());
          if (!node.selectionSet || !type || !names.has(type.name)) return undefined;
          return { ...node, selectionSet: change(node.selectionSet) };
        },
      }),
    );
  }

  return {
    hide(asked) {
      // The runtime plans from the text that is kept here, and joins by the document.
      if (names.size > 0) documentStringMap.set(asked, print(changed(asked, withoutTypeName)));
    },
    named(fetched) {
      if (names.size === 0) return fetched;
      const document = known.get(fetched) ?? changed(fetched, withTypeName);
      known.set(fetched, document);
      return document;
    },
  };
}

/** Without interface objects: of those a service knows no type names, and only a plan finds them out. */
function providedTypes(supergraph: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      for (const { provides } of applied(field.astNode?.directives, 'join__field')) {
        if (typeof provides !== 'string') continue;
        for (const below of typesBelow(supergraph, getNamedType(field.type), fieldSet(provides))) {
          if (isAbstractType(below) && !isInterfaceObject(below)) names.add(below.name);
        }
      }
    }
  }
  return names;
}

/** The types of all fields in selections on a type. */
function typesBelow(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  selections: readonly SelectionNode[],
): Set<GraphQLNamedType> {
  const types = new Set<GraphQLNamedType>();
  const typeInfo = new TypeInfo(schema, type);
  const set: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
  visit(
    set,
    visitWithTypeInfo(typeInfo, {
      Field() {
        const below = getNamedType(typeInfo.getType());
        if (below) types.add(below);
      },
    }),
  );
  return types;
}

function isTypeName(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD && selection.name.value === '__typename';
}

function withTypeName(set: SelectionSetNode): SelectionSetNode {
  return set.selections.some(isTypeName) ? set : { ...set, selections: [typename, ...set.selections] };
}

function withoutTypeName(set: SelectionSetNode): SelectionSetNode {
  const selections = set.selections
    .filter((selection) => !isTypeName(selection))
    .map((selection) =>
      selection.kind === Kind.INLINE_FRAGMENT
        ? { ...selection, selectionSet: withoutTypeName(selection.selectionSet) }
        : selection,
    );
  return selections.length === 0 ? set : { ...set, selections };
}
