import type { ResolverContainer } from '../shared/direct-resolvers.ts';
import { buildSubgraph, type SubgraphSchema } from '../shared/subgraph.ts';
import { AnswerResolver } from './answer/answer.resolver.ts';
import { AnswerEventResolver } from './answer/answer-event.resolver.ts';
import {
  AnswerCompleted,
  AnswerFailed,
  AnswerStarted,
  CitationAdded,
  PassagesRetrieved,
  TextDelta,
  ToolCalled,
} from './answer/answer-event.type.ts';
import { CitationResolver } from './answer/citation.resolver.ts';
import { KbliCode, Service } from './answer/entities.type.ts';
import { ConversationResolver } from './conversation/conversation.resolver.ts';
import { KbliArticles, KnowledgeResolver, ServiceArticles } from './retrieval/knowledge.resolver.ts';

/** Every class of resolvers of the subgraph. */
export const chatResolverClasses = [
  AnswerResolver,
  AnswerEventResolver,
  CitationResolver,
  ConversationResolver,
  KnowledgeResolver,
  ServiceArticles,
  KbliArticles,
] as const;

const orphanedTypes = [
  AnswerStarted,
  PassagesRetrieved,
  ToolCalled,
  TextDelta,
  CitationAdded,
  AnswerCompleted,
  AnswerFailed,
  Service,
  KbliCode,
];

/** Entities of pricing are taken by their keys: whether they exist is its business. */
const references = {
  Service: ({ code }: { code?: unknown }) => (typeof code === 'string' ? { code } : null),
  KbliCode: ({ edition, code }: { edition?: unknown; code?: unknown }) =>
    typeof edition === 'string' && typeof code === 'string' ? { edition, code } : null,
};

/** type-graphql asks for one although every subscription here has its own events. */
const unusedPubSub = {
  publish() {},
  subscribe() {
    throw new Error('Subscriptions have their own events');
  },
};

/**
 * The schema of the chat subgraph over the given resolvers.
 * @param instances one of each resolver class, built with what it depends on
 * @throws Error naming a class that has no instance, so that a forgotten one shows at start and not in a request
 */
export async function chatSchema(instances: readonly object[]): Promise<SubgraphSchema> {
  const byClass = new Map<unknown, object>(instances.map((instance) => [instance.constructor, instance]));
  for (const resolver of chatResolverClasses) {
    if (!byClass.has(resolver)) throw new Error(`There is no instance of ${resolver.name}`);
  }
  return buildChat({ get: (resolver) => byClass.get(resolver) });
}

function buildChat(container?: ResolverContainer): Promise<SubgraphSchema> {
  return buildSubgraph({
    resolvers: [...chatResolverClasses],
    orphanedTypes,
    references,
    container,
    pubSub: unusedPubSub,
  });
}

/** What the subgraph offers, printed from its classes; needs no database. */
export async function chatSdl(): Promise<string> {
  return (await buildChat()).sdl;
}
