import { type ConstDirectiveNode, valueFromASTUntyped } from 'graphql';

/** The arguments of a directive as plain values. */
export type Given = Readonly<Record<string, unknown>>;

/** The arguments of each use of a directive. */
export function applied(directives: readonly ConstDirectiveNode[] | undefined, name: string): Given[] {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map((directive) =>
      Object.fromEntries(
        (directive.arguments ?? []).map((argument) => [
          argument.name.value,
          valueFromASTUntyped(argument.value),
        ]),
      ),
    );
}
