// CPU microseconds by stage: V8 samples our running program under load; the shares are laid on what a request costs without
// the profiler.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { measure, usualConnections } from '../measure/measured.mjs';
import { stageNames, stageShares } from '../measure/profile.mjs';
import { spreadOf } from '../measure/statistics.mjs';
import { requestsOf } from './queries.mjs';

const sampleUs = 250;

const monotonicUs = () => Number(process.hrtime.bigint() / 1_000n);

/** Shares of the stages while the program is under load; it ends to write its profile. */
async function profiled(world, requests, options) {
  const folder = join(world.folder, 'profile');
  mkdirSync(folder, { recursive: true });
  const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${sampleUs}`];
  const program = await world.ours.start('gateway', { flags });
  const { base } = program;
  const load = { base, requests, connections: usualConnections };
  let window;
  try {
    await world.load.run({ ...load, seconds: options.warmUp });
    const from = monotonicUs();
    await world.load.run({ ...load, seconds: options.seconds });
    window = { from, to: monotonicUs() };
  } finally {
    await program.stop();
  }
  return stageShares(folder, window);
}

export async function measureStages(world, options) {
  const all = requestsOf(world, world.form);
  const pricing = { method: 'GET', path: '/api/v2/bali-zero/pricing?service_type=kitas', headers: {} };
  const works = {
    cross: [world.operations.cross.title, all.cross],
    service: [world.operations.service.title, all.service],
    repeated: ['one trusted document, the same variables', all.service.slice(0, 1)],
    pricing: ['pricing route on a hit', [pricing]],
  };
  const samples = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const [name, [, requests]] of Object.entries(works)) {
      world.tell(`stages, round ${round} of ${options.rounds}: ${name}`);
      const program = await world.ours.start();
      const { cpuUs } = await measure({ load: world.load, program, requests, options }).finally(program.stop);
      const shares = await profiled(world, requests, options);
      samples[name].push({ ...shares, all: 1, cpuUs });
    }
  }
  const rows = [...stageNames, 'all'].map((stage) => ({
    name: stage,
    title: stage,
    ...Object.fromEntries(
      Object.keys(works).map((name) => [name, spreadOf(samples[name].map((one) => one[stage] * one.cpuUs))]),
    ),
  }));
  const columns = Object.entries(works).map(([name, [title]]) => [title, name]);
  return { name: 'stages', tables: [{ work: 'stages', title: 'CPU by stage, µs a request', columns, rows }] };
}
