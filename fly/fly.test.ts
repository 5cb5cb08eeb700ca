import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { type Copy, DockerfileParser, type From } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import { settingNames as gatewaySettingNames, gatewaySettings } from '../gateway/config.ts';
import { settingNames as chatSettingNames } from '../services/chat/config.ts';
import { settingNames as pricingSettingNames } from '../services/pricing/config.ts';
import { projectPath } from '../services/shared/project-root.ts';

const check = z.object({ path: z.literal('/ready'), interval: z.string(), timeout: z.string() });
const machine = z.object({
  app: z.string().startsWith('zantara-'),
  kill_signal: z.literal('SIGTERM'),
  kill_timeout: z.string(),
  processes: z.record(z.string(), z.string()),
  env: z.record(z.string(), z.string()),
  http_service: z.object({ internal_port: z.number(), checks: z.array(check) }).optional(),
  services: z.array(z.object({ internal_port: z.number() })).optional(),
  checks: z.record(z.string(), check.extend({ port: z.number() })).optional(),
  metrics: z.object({ port: z.number(), path: z.literal('/metrics') }),
  vm: z.tuple([z.object({ memory: z.string() })]),
});

const read = (path: string) => readFileSync(projectPath(path), 'utf8');
const knownNames: Record<string, readonly string[]> = {
  gateway: gatewaySettingNames,
  pricing: pricingSettingNames,
  chat: chatSettingNames,
};
const processNames = readdirSync(projectPath('fly'))
  .filter((name) => name.endsWith('.toml'))
  .map((name) => name.replace('.toml', ''));
const machineOf = (name: string) => machine.parse(parseToml(read(`fly/${name}.toml`)));

/** What a clone holds, or will hold after the next commit. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: projectPath(),
  encoding: 'utf8',
}).split('\n');
const stands = (path: string) => files.some((file) => file === path || file.startsWith(`${path}/`));
/** What is bundled to dist/server, and how Node runs it. */
const { programs, flags, smallMachineFlags } = z
  .object({
    programs: z.record(z.string(), z.object({ compiled: z.string() })),
    flags: z.array(z.string()),
    smallMachineFlags: z.array(z.string()),
  })
  .parse(await import(pathToFileURL(projectPath('scripts', 'programs.mjs')).href));
const sourceOf = (program: string | undefined) => {
  const name = /^dist\/server\/([\w-]+)\.js$/.exec(program ?? '')?.[1] ?? '';
  return programs[name]?.compiled.replace(/^dist\//, '').replace(/\.js$/, '.ts') ?? '';
};

const text = read('fly/Dockerfile');
const instructions = DockerfileParser.parse(text).getInstructions();
const wordsOf = (keyword: string) =>
  instructions
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArguments().map((argument) => argument.getValue()));
const fromContext = instructions
  .filter((instruction) => instruction.getKeyword() === 'COPY')
  .filter((copy) => !(copy as Copy).getFlags().some((flag) => flag.getName() === 'from'))
  .flatMap((copy) =>
    copy
      .getArguments()
      .slice(0, -1)
      .map((argument) => argument.getValue()),
  );

describe('the Dockerfile', () => {
  test('the linter finds nothing to say', () => {
    expect(validate(text)).toEqual([]);
  });

  test('every stage stands on Node 24', () => {
    const images = instructions
      .filter((instruction) => instruction.getKeyword() === 'FROM')
      .map((from) => (from as From).getImage());

    expect(images).toHaveLength(2);
    expect(new Set(images)).toEqual(new Set(['node:24-bookworm-slim']));
  });

  test('the processes run as the unprivileged account of the base image', () => {
    expect(wordsOf('USER')).toEqual([['node']]);
  });

  test.each(fromContext)('%s, which it copies, is in the repository', (source) => {
    expect(stands(source)).toBe(true);
  });

  test.each(fromContext)('%s, which it copies, is let through by the ignore file', (source) => {
    const allowed = read('fly/Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));

    expect(allowed.some((path) => source === path || source.startsWith(`${path}/`))).toBe(true);
  });

  test('its default command is a program that is bundled', () => {
    const [command, program] = wordsOf('CMD')[0]?.map((word) => word.replace(/[[\],"]/g, '')) ?? [];

    expect(command).toBe('node');
    expect(stands(sourceOf(program))).toBe(true);
  });
});

describe.each(processNames)('fly/%s.toml', (name) => {
  const toml = machineOf(name);

  test('its process is a program that is bundled', () => {
    const [command, ...words] = toml.processes[name]?.split(' ') ?? [];
    const program = words.at(-1);

    expect(Object.keys(toml.processes)).toEqual([name]);
    expect([command, ...words.slice(0, -1)]).toEqual(['node', ...smallMachineFlags]);
    expect(stands(sourceOf(program))).toBe(true);
  });

  test('the ports of its services and checks are the one that it listens on', () => {
    const ports = [
      toml.http_service?.internal_port,
      ...(toml.services ?? []).map((service) => service.internal_port),
      ...Object.values(toml.checks ?? {}).map((each) => each.port),
    ].filter((port) => port !== undefined);

    expect(new Set(ports)).toEqual(new Set([Number(toml.env.PORT)]));
  });

  test('its numbers are read where the process tells them', () => {
    const environment = { NODE_ENV: 'production', SESSION_SECRET: 'only for reading the settings, 32 bytes' };
    const { metricsPort } = gatewaySettings(environment).sight;

    expect(toml.metrics.port).toBe(name === 'gateway' ? metricsPort : Number(toml.env.PORT));
  });

  test('something asks whether it is ready', () => {
    const checks = [...(toml.http_service?.checks ?? []), ...Object.values(toml.checks ?? {})];

    expect(checks).not.toEqual([]);
  });

  test('it fits the small machine, and the heap leaves room beside it', () => {
    const heapMb = Number(/--max-old-space-size=(\d+)/.exec(toml.processes[name] ?? '')?.[1]);

    expect(toml.vm[0].memory).toBe('256mb');
    expect(heapMb).toBeLessThanOrEqual(180);
  });

  test('it sets only what the process knows', () => {
    const names = Object.keys(toml.env);

    expect(knownNames[name]).toEqual(expect.arrayContaining(names));
  });

  test('it holds no secret', () => {
    expect(Object.keys(toml.env).join(' ')).not.toMatch(/DATABASE_URL|SECRET|KEY|TOKEN|PASSWORD/);
    expect(Object.values(toml.env).join(' ')).not.toMatch(/:\/\/[^/]*@/);
  });
});

test('npm starts every process with the flags of programs.mjs', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));
  const starts = Object.entries(scripts).filter(([name]) => /^start\b/.test(name));

  expect(starts).toHaveLength(4);
  for (const [name, command] of starts) {
    const expected = name === 'start' ? flags : smallMachineFlags;
    expect(command).toContain(`node ${expected.join(' ')} scripts/start.mjs`);
  }
});
