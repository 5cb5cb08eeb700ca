// `npm run monitoring:check`: what Prometheus itself says of the alert rules and of what they do with made-up numbers.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './set-up.mjs';

const folder = join(root, 'fly', 'monitoring');

function promtool(...words) {
  const { status, error } = spawnSync('promtool', words, { cwd: folder, stdio: 'inherit' });
  if (error?.code !== 'ENOENT') return status === 0;
  console.error('NOT RUN: there is no promtool here. The Debian package "prometheus" has it.');
  process.exit(1);
}

const { panels } = JSON.parse(readFileSync(join(folder, 'dashboard.json'), 'utf8'));
console.log(`dashboard.json: ${panels.length} panels and rows`);
const passed = [promtool('check', 'rules', 'rules.yml'), promtool('test', 'rules', 'rules.test.yml')];
process.exit(passed.every(Boolean) ? 0 : 1);
