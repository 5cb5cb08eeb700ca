import { cacheCounts, hitShare } from '../ours.mjs';
import { spreadOf } from './statistics.mjs';

export const usualConnections = 32;

/** Share of requests that may break off before a measurement is worth nothing. */
const mostFaults = 0.001;

/**
 * Loads a program with requests and reads from outside what it cost.
 * @param program started by process.mjs
 * @returns requests per second, CPU microseconds of its process for each, latencies, resident memory afterwards
 */
export async function measure({ load, program, requests, options, connections = usualConnections }) {
  const { base } = program;
  const seconds = options.seconds;
  await load.run({ base, requests, connections, seconds: options.warmUp });
  const hitsBefore = program.numbersBase ? await cacheCounts(program) : null;
  const cpuBefore = program.cpuMs();
  const result = await load.run({ base, requests, connections, seconds });
  const cpuUs = ((program.cpuMs() - cpuBefore) * 1_000) / result.requests;
  if (result.faults > mostFaults * result.requests) {
    throw new Error(`${result.faults} of ${result.requests} requests of ${base} were not answered with 2xx`);
  }
  return {
    perSecond: result.perSecond,
    cpuUs,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    memoryMb: program.memoryMb().now,
    faults: result.faults,
    ...(hitsBefore && { hitShare: hitShare(hitsBefore, await cacheCounts(program)) }),
  };
}

/** Every number of several measurements of the same, each with its spread. */
export function summary(samples) {
  const isNumber = (name) => samples.some((sample) => typeof sample[name] === 'number');
  const names = [...new Set(samples.flatMap(Object.keys))].filter(isNumber);
  return Object.fromEntries(
    names.map((name) => [name, spreadOf(samples.map((sample) => sample[name] ?? Number.NaN))]),
  );
}

/** What is better the cheaper it is, as a number that is better the higher it is. */
export const cheapness = ({ cpuUs }) => 1 / cpuUs;

/** Ours over theirs, round by round. @param of what is compared; more is better */
export function pairedRatio(ours, theirs, of = (sample) => sample.perSecond) {
  return spreadOf(ours.map((sample, round) => of(sample) / of(theirs[round])));
}
