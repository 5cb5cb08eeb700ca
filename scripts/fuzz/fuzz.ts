import fc from 'fast-check';
import { exchange, type Target } from './exchange.ts';
import type { HostileInput } from './hostile-input.ts';
import { hostileBytes, hostileRequest } from './hostile-request.ts';
import { hostileSocket } from './hostile-socket.ts';
import { faultsOf } from './verdict.ts';

export type Finding = {
  fault: string /** Times. */;
  count: number;
  kind: string /** The first input, its start in Latin-1. */;
  input: string;
};

export type FuzzReport = {
  sent: number;
  /** Answers by status; 0 stands for none. */
  statuses: ReadonlyMap<number, number>;
  /** By fault, the commonest first; empty when all is well. */
  findings: readonly Finding[];
};

export type FuzzParts = {
  target: Target;
  count: number;
  seed: number;
  /** Texts of the server's own that no answer may hold. */
  secrets: readonly string[];
  /** Called after every batch with how many were sent so far. */
  onBatch?(sent: number): void | Promise<void>;
};

const batchSize = 100;
const atOnce = 8;
const patienceMs = 30_000;

const hostileInput: fc.Arbitrary<HostileInput> = fc.oneof(
  { weight: 12, arbitrary: hostileRequest },
  { weight: 5, arbitrary: hostileSocket },
  { weight: 1, arbitrary: hostileBytes },
);

/**
 * The inputs of a seed, in order, batch by batch: ten thousand at once would not fit a small machine.
 * @param seed the same one gives the same inputs
 */
export function* hostileBatches(count: number, seed: number): Generator<HostileInput[]> {
  for (let begun = 0; begun < count; begun += batchSize) {
    yield fc.sample(hostileInput, { seed: seed + begun, numRuns: Math.min(batchSize, count - begun) });
  }
}

/** Sends every input, some at a time, and judges how each was answered. */
export async function fuzz({ target, count, seed, secrets, onBatch }: FuzzParts): Promise<FuzzReport> {
  const statuses = new Map<number, number>();
  const findings = new Map<string, Finding>();
  let sent = 0;

  async function send(input: HostileInput): Promise<void> {
    const exchanged = await exchange(target, input, patienceMs);
    const status = exchanged.answer?.status ?? 0;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    for (const fault of faultsOf(input, exchanged, secrets)) {
      const known = findings.get(fault);
      if (known) known.count += 1;
      else
        findings.set(fault, {
          fault,
          count: 1,
          kind: input.kind,
          input: input.bytes.toString('latin1').slice(0, 600),
        });
    }
  }

  for (const batch of hostileBatches(count, seed)) {
    const queue = batch.values();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const input of queue) await send(input);
      }),
    );
    sent += batch.length;
    await onBatch?.(sent);
  }
  return { sent, statuses, findings: [...findings.values()].sort((one, other) => other.count - one.count) };
}
