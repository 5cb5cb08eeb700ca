import type { RequestContext } from '../services/shared/caller.ts';

type Deadline = {
  signal: AbortSignal;
  /** Ends the time; the signal still follows the other one. */
  lift(): void;
  /** Ends the following too, for what is short beside the one that it follows. */
  end(): void;
};

/**
 * A signal that follows another one and is aborted with a TimeoutError when the time is over. `AbortSignal.timeout` would keep its timer, and all that hangs on it, for the whole time of every
 * request; `AbortSignal.any` costs ten times a listener.
 */
export function startDeadline(timeoutMs: number, parent: AbortSignal): Deadline {
  const own = new AbortController();
  const timer = setTimeout(() => {
    own.abort(new DOMException(`No answer within ${timeoutMs} ms`, 'TimeoutError'));
  }, timeoutMs);
  const follow = () => own.abort(parent.reason);
  if (parent.aborted) follow();
  else parent.addEventListener('abort', follow, { once: true });
  const lift = () => clearTimeout(timer);
  return {
    signal: own.signal,
    lift,
    end() {
      lift();
      parent.removeEventListener('abort', follow);
    },
  };
}

/**
 * A request's context under a deadline that begins when somebody first asks for the signal: work that is done without
 * waiting never does.
 */
export class DeadlineContext implements RequestContext {
  readonly caller: RequestContext['caller'];
  readonly requestId: string;
  readonly span: RequestContext['span'];
  private readonly timeoutMs: number;
  private readonly request: RequestContext;
  private deadline: Deadline | null = null;

  constructor(timeoutMs: number, request: RequestContext) {
    this.caller = request.caller;
    this.requestId = request.requestId;
    this.span = request.span;
    this.timeoutMs = timeoutMs;
    this.request = request;
  }

  get signal(): AbortSignal {
    this.deadline ??= startDeadline(this.timeoutMs, this.request.signal);
    return this.deadline.signal;
  }

  /** Ends the time; the signal still follows the request's. */
  lift(): void {
    this.deadline?.lift();
  }

  /** Ends the following too. */
  end(): void {
    this.deadline?.end();
  }
}
