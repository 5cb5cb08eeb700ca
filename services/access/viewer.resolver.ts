import type { RequestContext } from '../shared/caller.ts';
import { Ctx, Query, Resolver } from '../shared/type-graphql.ts';
import { Viewer } from './viewer.type.ts';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who asks. What is left of a quota stands in the response headers.' })
  viewer(@Ctx() { caller }: RequestContext): Viewer {
    const { kind, name = null, scopes } = caller;
    return { kind, name: kind === 'API_KEY' ? name : null, scopes };
  }
}
