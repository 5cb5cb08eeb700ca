import { GraphQLJSONObject } from 'graphql-scalars';
import { checkedFirst } from '../../shared/connection.ts';
import { badInput } from '../../shared/errors.ts';
import { Cost, maxAgeSeconds, SharedFor, SharedWithParent, SizedByFirst } from '../../shared/hints.ts';
import type { KbliEdition } from '../../shared/kbli-edition.ts';
import { Language } from '../../shared/language.ts';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from '../../shared/type-graphql.ts';
import { KbliCode, Service } from '../answer/entities.type.ts';
import { Passage, Topic } from '../answer/passage.type.ts';
import type { ChatContext } from '../context.ts';
import type { Tool as AnswerTool } from '../tools/tool.ts';
import type { ArticlesLoader } from './articles.loader.ts';
import type { RankedPassage, Retriever, Topic as TopicName } from './passage.ts';

const longestQuery = 400;
const mostPassages = 20;
const articles = {
  description:
    'Passages of articles that concern it, the most special first; without `lang` in English where it exists.',
};

@SharedWithParent()
@ObjectType({ description: 'A look-up that answers are made with.', simpleResolvers: true })
export class Tool {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  description!: string;

  @Field(() => GraphQLJSONObject, { description: 'JSON Schema of what it takes.' })
  inputSchema!: Record<string, unknown>;
}

@Resolver()
export class KnowledgeResolver {
  constructor(
    private readonly retriever: Retriever,
    private readonly allTools: readonly AnswerTool[],
  ) {}

  @SharedFor(maxAgeSeconds.articles)
  @Cost(20)
  @SizedByFirst()
  @Query(() => [Passage], {
    description: `Passages for a question or a few words, best first. \`query\` has 1 to ${longestQuery} characters, \`first\` is from 1 to ${mostPassages}.`,
  })
  searchKnowledge(
    @Arg('query', () => String) query: string,
    @Arg('lang', () => Language, { nullable: true }) lang: Language | null,
    @Arg('topic', () => Topic, { nullable: true }) topic: TopicName | null,
    @Arg('first', () => Int, { defaultValue: 5 }) first: number,
    @Ctx() { signal }: ChatContext,
  ): Promise<RankedPassage[]> {
    const text = query.trim();
    if (text === '' || text.length > longestQuery) {
      throw badInput(`"query" must have 1 to ${longestQuery} characters.`, { argument: 'query' });
    }
    const topK = checkedFirst(first, mostPassages);
    return this.retriever.search({
      text,
      topK,
      signal,
      language: lang ?? undefined,
      topic: topic ?? undefined,
    });
  }

  @SharedFor(maxAgeSeconds.articles)
  @Query(() => [Tool], { description: 'What answers can look up.' })
  tools(): readonly AnswerTool[] {
    return this.allTools;
  }
}

@Resolver(() => Service)
export class ServiceArticles {
  @SharedFor(maxAgeSeconds.articles)
  @Cost(5)
  @SizedByFirst()
  @FieldResolver(() => [Passage], articles)
  articles(
    @Root() { code }: Service,
    @Arg('lang', () => Language, { nullable: true }) lang: Language | null,
    @Arg('first', () => Int, { defaultValue: 3 }) first: number,
    @Ctx() { loaders }: ChatContext,
  ): ReturnType<ArticlesLoader> {
    const topK = checkedFirst(first, mostPassages);
    return loaders.articles({ entity: { service: code }, language: lang ?? null, topK });
  }
}

@Resolver(() => KbliCode)
export class KbliArticles {
  @SharedFor(maxAgeSeconds.articles)
  @Cost(5)
  @SizedByFirst()
  @FieldResolver(() => [Passage], articles)
  articles(
    @Root() { edition, code }: { edition: KbliEdition; code: string },
    @Arg('lang', () => Language, { nullable: true }) lang: Language | null,
    @Arg('first', () => Int, { defaultValue: 3 }) first: number,
    @Ctx() { loaders }: ChatContext,
  ): ReturnType<ArticlesLoader> {
    const topK = checkedFirst(first, mostPassages);
    return loaders.articles({ entity: { kbli: { edition, code } }, language: lang ?? null, topK });
  }
}
