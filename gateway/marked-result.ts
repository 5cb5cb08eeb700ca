import type { ExecutionResult } from 'graphql';
import { isEventStream } from './execute/events.ts';
import type { StreamOutcome } from './operation.ts';

/** A result for ways in that have no header for it: one that stands in past its time says so itself. */
export function markedResult({ result, cached }: StreamOutcome): StreamOutcome['result'] {
  if (cached?.cacheStatus !== 'STALE' || isEventStream(result)) return result;
  const marked: ExecutionResult = { data: result.data, extensions: { cache: cached.cacheStatus } };
  return marked;
}
