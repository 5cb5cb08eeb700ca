// Memory and open handles of running programs over a time, and how they grow.
import { growth } from './growth.mjs';
import { openLiveHeap } from './live-heap.mjs';

const samples = 240;
/** Few, for a full collection stops the program for a moment and spares it one of its own. */
const liveSamples = 20;

/** Does something a number of times, evenly spread over a time; the first is one pause after the beginning. */
export function spreadOver(lastsMs, times, act) {
  const timer = setInterval(act, lastsMs / (times + 1));
  return () => clearInterval(timer);
}

/**
 * Begins to read memory and handles of programs, as they are and, now and then, after a full collection.
 * @param faults takes the message of a reading that failed
 * @returns `seen` and `live`, readings by program in their order, and `end`
 */
export async function watchMemory(programs, lastsMs, faults) {
  const startedAt = performance.now();
  const atMs = () => performance.now() - startedAt;
  const seen = new Map(programs.map((program) => [program, []]));
  const live = new Map(programs.map((program) => [program, []]));
  const heaps = new Map();
  for (const program of programs) heaps.set(program, await openLiveHeap(program));

  const endSampling = spreadOver(lastsMs, samples, () => {
    for (const program of programs.filter((one) => one.isRunning()))
      seen.get(program).push({ atMs: atMs(), memory: program.memory().now, handles: program.handles() });
  });
  const endLiveSampling = spreadOver(lastsMs, liveSamples, async () => {
    for (const [program, heap] of heaps) {
      if (!program.isRunning()) continue;
      await heap.read().then(
        (read) => live.get(program).push({ atMs: atMs(), ...read }),
        (error) => faults.push(`live heap of ${program.name}: ${error.message}`),
      );
    }
  });

  return {
    seen,
    live,
    end() {
      endSampling();
      endLiveSampling();
      for (const heap of heaps.values()) heap.close();
    },
  };
}

/** A table of growth. @param titles of what the readings of each program tell, by name */
export function growthTable(readings, titles) {
  const rows = [...readings].flatMap(([{ name }, all]) =>
    Object.entries(titles).map(([what, title]) => {
      const { first, last, anHour } = growth(all, what);
      return `| ${name} | ${title} | ${first.toFixed(1)} | ${last.toFixed(1)} | ${anHour.toFixed(1)} |`;
    }),
  );
  return [
    '| Process | | First tenth | Last tenth | Growth an hour |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
