import type { ExecutionResult } from 'graphql';

/**
 * A result without errors as the JSON that its service sent or the cache kept, to be sent on as it is. It reads as an
 * `ExecutionResult` too: it is parsed when somebody asks for its data.
 */
export class RawResult implements ExecutionResult {
  /** Always absent: a text with errors in it is no raw result. */
  readonly errors?: undefined;
  private parsed: ExecutionResult | null = null;

  /** @param json one line, a whole GraphQL result with data and without errors and extensions */
  constructor(readonly json: string | Buffer) {}

  get result(): ExecutionResult {
    this.parsed ??= JSON.parse(String(this.json)) as ExecutionResult;
    return this.parsed;
  }

  get data(): ExecutionResult['data'] {
    return this.result.data;
  }

  /** So that it may stand within something that is written as JSON. */
  toJSON(): ExecutionResult {
    return this.result;
  }
}

/** The result as JSON text, without parsing and writing again what came as text. */
export function jsonTextOf(result: object): string {
  return result instanceof RawResult ? String(result.json) : JSON.stringify(result);
}

/**
 * The text as a result that may be sent on as it is. A look is enough for that: a quotation mark within a value is
 * escaped, so the words are found as keys or not at all, or the text is parsed once too often.
 * @returns null when it has errors, extensions, several lines or no data, and for what is no result
 */
export function rawResult(json: string): RawResult | null {
  if (!json.startsWith('{"data":{') || !json.endsWith('}}')) return null;
  if (json.includes('\n') || json.includes('"errors"') || json.includes('"extensions"')) return null;
  return new RawResult(json);
}
