import { barsTable } from './bars.mjs';
import { tableText } from './tables.mjs';

/** How and where the numbers were taken, in a few sentences. */
export function circumstances({ options, machine, load, database, after }) {
  return [
    `\`${options.command}\` on ${machine.at} UTC: Node ${machine.node}, ${machine.cores} × ${machine.model}, ${machine.memoryGb} GB;`,
    `load ${machine.load.toFixed(1)} before and ${after.load.toFixed(1)} after; ${machine.pinning}.`,
    `Requests come from ${load}. ${options.rounds} rounds of ${options.seconds} s after ${options.warmUp} s of warming up,`,
    `a fresh process for each. Data in ${database}.`,
  ].join('\n');
}

export const allBars = ({ results }) => results.flatMap(({ bars = [] }) => bars);

/** The whole report as Markdown. */
export function printed(report) {
  return [
    circumstances(report),
    ...report.results.flatMap(({ tables, notes = [] }) => [
      ...tables.map(tableText),
      ...(notes.length > 0 ? [notes.join('\n')] : []),
    ]),
    barsTable(allBars(report)),
  ].join('\n\n');
}
