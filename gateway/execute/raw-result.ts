import type { ExecutionResult } from 'graphql';

/** A result as JSON text that nobody had to read so far: it goes to the client as it came. */
export class RawResult {
  #parsed: ExecutionResult | undefined;

  constructor(readonly text: string) {}

  get result(): ExecutionResult {
    this.#parsed ??= JSON.parse(this.text) as ExecutionResult;
    return this.#parsed;
  }
}

/** The JSON text of a result, as it goes to the client. */
export function jsonTextOf(result: ExecutionResult | RawResult): string {
  return result instanceof RawResult ? result.text : JSON.stringify(result);
}

/** A result that can be looked into. */
export function resultOf(result: ExecutionResult | RawResult): ExecutionResult {
  return result instanceof RawResult ? result.result : result;
}
