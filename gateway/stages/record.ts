import type { GraphQLError } from 'graphql';
import type { Registry } from 'prom-client';
import type { Caller } from '../../services/shared/caller.ts';
import type { Logger } from '../../services/shared/logger.ts';
import type { ServiceCall } from '../execute/subgraph-call.ts';
import type { CacheCall } from './cache.redis.ts';
import type { Operation } from './operation.ts';
import { type CacheRead, makeCacheCallCounts, makeCacheCounts, makeCallCounts } from './record.calls.ts';
import { makeExchangeCounts } from './record.exchanges.ts';
import { makeExchangeLines } from './record.lines.ts';
import { makeOperationCounts, publicName } from './record.operations.ts';
import { makeStreamRecorder, type StreamRecorder } from './record.streams.ts';

/** One HTTP exchange, from its first byte in to its last byte out. */
export type Exchange = {
  requestId: string;
  method: string;
  /** The route's pattern, never the raw path: paths are endless, label values may not be. */
  route: string;
  /** 499 when the client left before the end. */
  status: number;
  durationMs: number;
  sentBytes: number;
  /** Absent for what was refused before anybody asked who it is. */
  caller?: Caller;
  /** What was run for it; absent when nothing, or by routes that choose what to run. */
  operation?: Operation | null;
};

type OperationRecord = {
  requestId: string;
  caller: Caller;
  operation: Operation | undefined;
  /** Absent when it went well, and for the begin of a subscription. */
  errors: readonly GraphQLError[] | undefined;
  durationMs: number;
};

export type Recorder = {
  /** Counts an exchange as open until the returned function is called. */
  begin(): () => void;
  exchange(exchange: Exchange): void;
  operation(record: OperationRecord): void;
  cacheRead(status: CacheRead, name: string): void;
  serviceCall(call: ServiceCall): void;
  /** What the cache asked of Redis. */
  cacheCall(call: CacheCall): void;
  streams: StreamRecorder;
  /** All numbers of the process. */
  register: Registry;
};

export type RecorderParts = {
  logger: Logger;
  register: Registry;
  /** A short name for a caller's id, by which nobody can tell who it is. */
  pseudonymOf(callerId: string): string;
};

/** Writes what happened: one log line an exchange, and numbers. */
export function makeRecorder({ logger, register, pseudonymOf }: RecorderParts): Recorder {
  // Nothing in these lines is a client's to choose, and looking for secrets in a line costs three times the writing.
  const lines = logger.child({}, { redact: { paths: [], censor: '' } });
  const lineOf = makeExchangeLines(lines);
  const exchanges = makeExchangeCounts(register);
  const operations = makeOperationCounts(register);
  const countCall = makeCallCounts(register);

  return {
    begin: exchanges.begin,
    exchange(exchange) {
      exchanges.end(exchange);
      if (!lines.isLevelEnabled('info')) return;
      const { requestId, durationMs, caller } = exchange;
      lineOf(exchange).info(
        { requestId, durationMs: rounded(durationMs), caller: caller && pseudonymOf(caller.id) },
        'answered',
      );
    },
    operation({ requestId, caller, operation, errors, durationMs }) {
      const code = errors?.[0]?.extensions.code ?? 'OK';
      operations.end(operation, String(code), durationMs);
      if (!lines.isLevelEnabled('debug')) return;
      const codes = (errors ?? []).map((error) => String(error.extensions.code));
      lines.debug(
        {
          requestId,
          callerKind: caller.kind,
          caller: pseudonymOf(caller.id),
          documentId: operation?.documentId,
          operation: publicName(operation),
          codes,
          durationMs: rounded(durationMs),
        },
        'operation',
      );
    },
    cacheRead: makeCacheCounts(register),
    cacheCall: makeCacheCallCounts(register),
    serviceCall(call) {
      countCall(call);
      // Why it failed is told once, by what is made of it; this adds how long it took.
      if (call.outcome !== 'ok') lines.debug(call, 'a service gave no answer');
    },
    streams: makeStreamRecorder(register),
    register,
  };
}

function rounded(durationMs: number): number {
  return Math.round(durationMs * 10) / 10;
}
