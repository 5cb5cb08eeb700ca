import { describe, expect, test } from '@jest/globals';
import { buildSubgraph } from './subgraph.ts';
import { Directive, Field, ObjectType, Query, Resolver } from './type-graphql.ts';

@Directive('@requiresScopes(scopes: [["admin"], ["vault", "read"]])')
@ObjectType()
class Vault {
  @Field(() => String)
  name!: string;
}

@Resolver()
class VaultResolver {
  @Directive('@authenticated')
  @Query(() => Vault, { nullable: true })
  vault() {
    return null;
  }
}

describe('buildSubgraph', () => {
  test('classes say who may read them by the directives of federation', async () => {
    const { sdl } = await buildSubgraph({ resolvers: [VaultResolver], references: {} });

    expect(sdl).toContain('type Vault @requiresScopes(scopes: [["admin"], ["vault", "read"]])');
    expect(sdl).toContain('vault: Vault @authenticated');
  });
});
