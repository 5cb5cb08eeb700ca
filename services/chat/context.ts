import type { RequestContext } from '../shared/caller.ts';
import type { Answer, AnswerEvent } from './answer/answer.ts';
import type { AnswersLoader } from './conversation/answers.loader.ts';
import type { Asked, Question, Requester } from './conversation/asking.ts';
import type { ArticlesLoader } from './retrieval/articles.loader.ts';

/** What subscriptions need: type-graphql calls them without the resolver instance. */
export type Streams = {
  ask(question: Question, requester: Requester): Promise<Asked>;
  /** An answer as far as it has come; null when absent. */
  answer(id: string): Promise<Answer | null>;
  follow(answerId: string, afterSequence: number, signal: AbortSignal): AsyncIterableIterator<AnswerEvent>;
};

/** What the resolvers of one request get. */
export type ChatContext = RequestContext & {
  streams: Streams;
  loaders: { answers: AnswersLoader; articles: ArticlesLoader };
};
