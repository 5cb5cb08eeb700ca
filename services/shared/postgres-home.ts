import { createHash } from 'node:crypto';
import { access, chmod, lstat, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagedPrograms, placePrograms } from './postgres-programs.ts';

type Account = { uid: number; gid: number };

/** Where one embedded PostgreSQL lives and as whom it runs. */
export type PostgresHome = {
  /** Holds the programs and, once it is initialised, `cluster/`. */
  folder: string;
  programs: string;
  /** `data/` is PostgreSQL's own; `password` is that of its superuser. They come and go together. */
  cluster: string;
  /** Set when this process is root: PostgreSQL refuses to run as root. */
  account: Account | undefined;
};

/** What `postgres.json` in the data folder says. */
type Pointer = { dataDir: string; folder: string };

/** The account that PostgreSQL runs as under root: postgres, else nobody. */
async function unprivilegedAccount(): Promise<Account> {
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const account =
    accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (!account) throw new Error('This machine has neither a postgres nor a nobody account; set DATABASE_URL');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

const pointerIn = (dataDir: string) => join(dataDir, 'postgres.json');

async function readPointer(dataDir: string): Promise<Pointer | undefined> {
  return readFile(pointerIn(dataDir), 'utf8').then(
    (text) => JSON.parse(text) as Pointer,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new Error(
        `${pointerIn(dataDir)} can't be read (${error.code}); set DATA_DIR to a folder of yours`,
      );
    },
  );
}

async function writePointer(pointer: Pointer): Promise<void> {
  const draft = join(pointer.dataDir, `postgres.json.${process.pid}`);
  await writeFile(draft, `${JSON.stringify(pointer)}\n`, { mode: 0o600 });
  await rename(draft, pointerIn(pointer.dataDir));
}

/** A data folder that root made and a user starts in, or the other way round, can't be carried on. */
async function refuseOthersPointer(dataDir: string): Promise<void> {
  const { uid } = await stat(pointerIn(dataDir));
  if (process.getuid && uid !== process.getuid()) {
    throw new Error(
      `${dataDir} was made by another account (uid ${uid}); start as that one, or set DATA_DIR to another folder`,
    );
  }
}

/**
 * Under root: outside the clone, which the unprivileged account may not be able to enter.
 * A data folder that was moved keeps its home; one that was copied gets its own.
 */
async function folderUnderRoot(dataDir: string, known: Pointer | undefined): Promise<string> {
  const moved =
    known &&
    known.dataDir !== dataDir &&
    (await access(pointerIn(known.dataDir)).then(
      () => false,
      () => true,
    ));
  if (known && (moved || known.dataDir === dataDir)) return known.folder;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join('/var/tmp', `zantara-pg-${name}`);
}

/** Anyone may make entries in /var/tmp: one that is not a folder of root's own is never used. */
async function refuseForeignFolder(folder: string): Promise<void> {
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== 0)
    throw new Error(`${folder} belongs to another account; remove it, or set DATA_DIR to another folder`);
}

/**
 * Makes or finds the home of the embedded PostgreSQL of a data folder.
 * Without a pointer in the data folder, whatever an earlier, deleted one left behind is wiped.
 * @param dataDir absolute path
 * @throws when PostgreSQL is not installed, or the data folder or its home belongs to another account or can't be written
 */
export async function postgresHome(dataDir: string): Promise<PostgresHome> {
  const packaged = await packagedPrograms();
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The data folder ${dataDir} can't be made (${error.code}); set DATA_DIR to one of yours`);
  });
  const account = process.getuid?.() === 0 ? await unprivilegedAccount() : undefined;
  const known = await readPointer(dataDir);
  if (known) await refuseOthersPointer(dataDir);
  const folder = account ? await folderUnderRoot(dataDir, known) : join(dataDir, 'postgres');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account) {
    await refuseForeignFolder(folder);
    await chmod(folder, 0o711);
  }
  const cluster = join(folder, 'cluster');
  if (!known) await rm(cluster, { recursive: true, force: true, maxRetries: 5 });
  if (known?.folder !== folder || known.dataDir !== dataDir) await writePointer({ dataDir, folder });
  return { folder, programs: await placePrograms(packaged, folder), cluster, account };
}
