import { badInput } from '../../shared/errors.ts';
import { SizedByFirst } from '../../shared/hints.ts';
import { Arg, FieldResolver, Int, Resolver, Root } from '../../shared/type-graphql.ts';
import type { KbliNode } from './kbli.ts';
import { KbliCode } from './kbli.type.ts';

const mostSubclasses = 100;

function* subclassesOf(node: KbliNode): Generator<KbliNode> {
  if (node.level === 'SUBCLASS') yield node;
  for (const child of node.children) yield* subclassesOf(child);
}

/** The fields that reach down to the five-digit codes, which are what a business is licensed for. */
@Resolver(() => KbliCode)
export class KbliSubclassesResolver {
  @SizedByFirst()
  @FieldResolver(() => [KbliCode], {
    description:
      'The five-digit codes below this one, in the order of the classification; a subclass itself.',
  })
  subclasses(
    @Root() node: KbliNode,
    @Arg('first', () => Int, { defaultValue: 20, description: `1 to ${mostSubclasses}.` }) first: number,
  ): KbliNode[] {
    if (first < 1 || first > mostSubclasses) {
      throw badInput(`first is from 1 to ${mostSubclasses}.`, { field: 'first' });
    }
    return [...subclassesOf(node)].slice(0, first);
  }

  @FieldResolver(() => Int, {
    description: 'How many five-digit codes there are below this one; 1 for a subclass.',
  })
  subclassCount(@Root() node: KbliNode): number {
    return [...subclassesOf(node)].length;
  }
}
