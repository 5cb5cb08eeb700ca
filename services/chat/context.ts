import { type RequestContext, ServiceContext } from '../shared/caller.ts';
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

type Loaders = { readonly answers: AnswersLoader; readonly articles: ArticlesLoader };

/** What the resolvers of one request get. */
export type ChatContext = RequestContext & { readonly streams: Streams; readonly loaders: Loaders };

/** How the loaders of one request are made. */
export type LoaderMakers = { answers(): AnswersLoader; articles(): ArticlesLoader };

/** Each made when it is first asked for: a request needs one of them at most. */
class RequestLoaders implements Loaders {
  private readonly make: LoaderMakers;
  private madeAnswers: AnswersLoader | null = null;
  private madeArticles: ArticlesLoader | null = null;

  constructor(make: LoaderMakers) {
    this.make = make;
  }

  get answers(): AnswersLoader {
    this.madeAnswers ??= this.make.answers();
    return this.madeAnswers;
  }

  get articles(): ArticlesLoader {
    this.madeArticles ??= this.make.articles();
    return this.madeArticles;
  }
}

class StreamingContext extends ServiceContext implements ChatContext {
  readonly streams: Streams;
  readonly loaders: Loaders;

  constructor(request: RequestContext, streams: Streams, make: LoaderMakers) {
    super(request);
    this.streams = streams;
    this.loaders = new RequestLoaders(make);
  }
}

/** @param make what is made anew for each request */
export function chatContext(request: RequestContext, streams: Streams, make: LoaderMakers): ChatContext {
  return new StreamingContext(request, streams, make);
}
