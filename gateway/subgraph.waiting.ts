import type { RunningCall, ServiceAnswer } from './subgraph.connection.ts';

/**
 * Waits for a call. Its signal's aborting ends this waiting at once, with the signal's reason, and the call with its
 * last waiter.
 */
export type Waiting = {
  /** @param key of a call that gives everybody the same: who asks for it while it is under way waits for that one */
  together(key: string, begin: () => RunningCall, signal: AbortSignal): Promise<ServiceAnswer>;
  alone(call: RunningCall, signal: AbortSignal): Promise<ServiceAnswer>;
};

export function makeWaiting(): Waiting {
  const underWay = new Map<string, AwaitedCall>();
  return {
    together(key, begin, signal) {
      let call = underWay.get(key);
      if (!call) {
        const begun = new AwaitedCall(begin(), () => {
          // Another one may have begun after the last waiter of this one left.
          if (underWay.get(key) === begun) underWay.delete(key);
        });
        call = begun;
        underWay.set(key, call);
      }
      return call.wait(signal);
    },
    alone: (call, signal) => new AwaitedCall(call, () => {}).wait(signal),
  };
}

class AwaitedCall {
  private waiters = 0;

  constructor(
    private readonly call: RunningCall,
    private readonly onOver: () => void,
  ) {}

  wait(signal: AbortSignal): Promise<ServiceAnswer> {
    this.waiters += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        this.waiters -= 1;
        if (this.waiters > 0) return;
        this.onOver();
        this.call.abort(signal.reason);
      };
      const over = () => {
        signal.removeEventListener('abort', leave);
        this.onOver();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.call.answer.then(
        (answer) => {
          over();
          resolve(answer);
        },
        (reason) => {
          over();
          reject(reason);
        },
      );
    });
  }
}
