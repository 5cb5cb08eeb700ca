import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** How much an operation asks for once its fragments are put in place. */
export type DocumentSize = {
  /** Fields, each counted as often as it is asked for. */
  fields: number;
  /** Those that are renamed. */
  aliases: number;
  /** Fields of the outermost selection. */
  rootFields: number;
  /** Selections inside one another, fragments counted as well. */
  depth: number;
};

const nothing: DocumentSize = { fields: 0, aliases: 0, rootFields: 0, depth: 0 };

/**
 * The size of a parsed document, its largest operation counting. Each fragment is measured once, so a text of twenty
 * fragments that each use the next one twice, a million fields long, is measured as fast as any.
 * @param document not validated yet: unknown fragments and circles count nothing here and are refused later
 */
export function documentSize(document: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const measured = new Map<string, DocumentSize>();

  function sizeOfFragment(name: string): DocumentSize {
    const known = measured.get(name);
    if (known) return known;
    // Until it is measured, so that a circle ends here.
    measured.set(name, nothing);
    const size = sizeOf(fragments.get(name)?.selectionSet);
    measured.set(name, size);
    return size;
  }

  function sizeOf(selectionSet: SelectionSetNode | undefined): DocumentSize {
    if (!selectionSet) return nothing;
    const size = { ...nothing };
    for (const selection of selectionSet.selections) {
      const isField = selection.kind === Kind.FIELD;
      const below =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? sizeOfFragment(selection.name.value)
          : sizeOf(selection.selectionSet);
      size.fields += below.fields + (isField ? 1 : 0);
      size.aliases += below.aliases + (isField && selection.alias ? 1 : 0);
      size.rootFields += isField ? 1 : below.rootFields;
      size.depth = Math.max(size.depth, below.depth);
    }
    size.depth += 1;
    return size;
  }

  const sizes = document.definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet }) => sizeOf(selectionSet));
  const most = (measure: keyof DocumentSize) => Math.max(0, ...sizes.map((size) => size[measure]));
  return {
    fields: most('fields'),
    aliases: most('aliases'),
    rootFields: most('rootFields'),
    depth: most('depth'),
  };
}
