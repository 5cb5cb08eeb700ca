import type { RequestContext } from '../shared/caller.ts';
import { AppError } from '../shared/errors.ts';
import { requireScope } from '../shared/scope.ts';
import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from '../shared/type-graphql.ts';
import { ApiKey, CreateApiKeyInput, CreateApiKeyPayload } from './api-key.type.ts';
import type { ApiKey as KeptKey } from './key.ts';
import type { Keys, MadeKey } from './keys.ts';

/** The gateway reads it from the composed graph and refuses before anything runs; the resolvers look once more. */
const adminOnly = '@requiresScopes(scopes: [["admin"]])';

const idForm = /^[\da-f]{32}$/;

/** @throws NOT_FOUND for what can be no key's id, without asking the database */
function checkedId(id: string): string {
  if (idForm.test(id)) return id;
  throw new AppError('NOT_FOUND', 'no id of a key');
}

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(private readonly keys: Pick<Keys, 'list' | 'create' | 'rotate' | 'revoke'>) {}

  @Directive(adminOnly)
  @Query(() => [ApiKey], { description: 'All API keys, revoked ones too, newest first. Scope `admin`.' })
  async apiKeys(@Ctx() { caller }: RequestContext): Promise<KeptKey[]> {
    requireScope(caller, 'admin');
    return this.keys.list();
  }

  @Directive(adminOnly)
  @Mutation(() => CreateApiKeyPayload, { description: 'Makes an API key. Scope `admin`.' })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
    @Ctx() { caller }: RequestContext,
  ): Promise<MadeKey> {
    requireScope(caller, 'admin');
    return this.keys.create(input);
  }

  @Directive(adminOnly)
  @Mutation(() => CreateApiKeyPayload, {
    description:
      'Puts a new key with a new secret in the place of another, which stops at once. Name, scopes, quota and the ' +
      "caller's conversations go on. Scope `admin`.",
  })
  async rotateApiKey(@Arg('id', () => ID) id: string, @Ctx() { caller }: RequestContext): Promise<MadeKey> {
    requireScope(caller, 'admin');
    return this.keys.rotate(checkedId(id));
  }

  @Directive(adminOnly)
  @Mutation(() => ApiKey, { description: 'Stops an API key for good. Scope `admin`.' })
  async revokeApiKey(@Arg('id', () => ID) id: string, @Ctx() { caller }: RequestContext): Promise<KeptKey> {
    requireScope(caller, 'admin');
    return this.keys.revoke(checkedId(id));
  }
}
