import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../../../services/shared/caller.ts';
import type { AppError } from '../../../services/shared/errors.ts';
import { subgraphFailure } from '../../subgraph.failure.ts';
import type { Home } from './home.ts';
import type { Waiting } from './run.ts';

export type Values = Readonly<Record<string, unknown>>;

/** An operation as resolvers may look at it. */
export type KnownOperation = {
  definition: OperationDefinitionNode;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
};

// With room from the start: a list that grows when it is first written to takes several times as much. It may still grow.
const usualHomes = 4;
const usualFields = 16;

/** What one request keeps while it runs. Everything is made when it is first needed. */
export class Request {
  readonly operation: KnownOperation;
  /** As given. */
  readonly variables: Values;
  /** Its signal is asked for only when something has to be waited for: a deadline may begin with that. */
  readonly context: RequestContext;
  /** Variables as each home's input types read them, by index of the home; each by its place in the operation. */
  readonly inputs: (unknown[] | undefined)[] = new Array(usualHomes);
  /** Arguments that hold variables, by number of the field. */
  readonly args: (Values | undefined)[] = new Array(usualFields);
  /** What was found under each key, by number of the reference that found it. */
  entities: (Map<unknown, unknown> | undefined)[] = [];
  private readonly contexts: (object | undefined)[];
  private waiting: Waiting[] | null = null;
  private signal: AbortSignal | null = null;

  /** @param contexts contexts that exist already, by index of the home */
  constructor(
    operation: KnownOperation,
    variables: Values,
    context: RequestContext,
    contexts: (object | undefined)[] = new Array(usualHomes),
  ) {
    this.operation = operation;
    this.variables = variables;
    this.context = context;
    this.contexts = contexts;
  }

  /** What the resolvers of a home get. */
  contextOf(home: Home): object {
    const known = this.contexts[home.index];
    if (known !== undefined) return known;
    const made = home.contextFor(this.context);
    this.contexts[home.index] = made;
    return made;
  }

  get isAborted(): boolean {
    return this.signal?.aborted ?? false;
  }

  /** What a service's fields fail with once the request is aborted. */
  failureOf({ name }: Home): AppError {
    return subgraphFailure(name, this.signal?.reason);
  }

  /** Gives the waiting up when the request is aborted. */
  watch(waiting: Waiting): void {
    if (this.waiting === null || this.signal === null) {
      this.waiting = [];
      this.signal = this.context.signal;
      this.signal.addEventListener('abort', this.giveUp);
    }
    this.waiting.push(waiting);
    // An aborted signal tells nobody; the caller has not come to its end yet.
    if (this.signal.aborted) queueMicrotask(this.giveUp);
  }

  /** Nothing is waited for any more. */
  release(): void {
    this.signal?.removeEventListener('abort', this.giveUp);
  }

  private readonly giveUp = () => {
    const given = this.waiting ?? [];
    this.waiting = [];
    for (const each of given) each.giveUp(this.signal?.reason);
  };
}
