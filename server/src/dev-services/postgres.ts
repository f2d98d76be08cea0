import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { claimDataDir } from './owner-lock.ts';
import { locatePostgres, type PostgresBinaries, preparePostgres } from './postgres-binaries.ts';
import { portOfRunning, startPostmaster, stopPostmaster } from './postmaster.ts';

const DATABASE = 'commerce';

export interface EmbeddedPostgresOptions {
  /** Created if it is missing. Contains the cluster in `postgres` and its password in `postgres-password`. */
  dataDir: string;
  /** Receives progress messages. */
  log: (message: string) => void;
  /** A free port by default; reusing the previous port lets clients reach a restarted database. */
  port?: number;
  /** Settings that override those of the embedded PostgreSQL: for tests. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  /**
   * The URL of the database `commerce`, with the ordinary role that owns it. The superuser `postgres` has the same
   * password.
   */
  url: string;
  /** Stops the database without leaving a process behind. The data stays. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on 127.0.0.1, with its data in `dataDir`: creates the cluster on the first start and
 * reuses it afterwards. First stops a PostgreSQL process left behind by a killed server.
 *
 * @throws Error where another server uses the directory, or PostgreSQL does not start; its message says what to do
 */
export async function startEmbeddedPostgres({
  dataDir,
  log,
  port,
  settings,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = path.resolve(dataDir);
  const cluster = path.join(home, 'postgres');
  const paths = await locatePostgres();
  await mkdir(home, { recursive: true });
  const binaries = await preparePostgres(paths, cluster);
  const release = await claimDataDir(home);
  const stop = once(async () => {
    await stopPostmaster(binaries, cluster);
    await release();
  });
  try {
    if (await stopPostmaster(binaries, cluster)) log('Stopped the PostgreSQL that a killed server had left behind.');
    const password = await openCluster(binaries, cluster, log);
    const address = `127.0.0.1:${await startPostmaster(binaries, cluster, port, settings)}`;
    await ensureDatabase(address, password);
    return { url: applicationUrl(password, address), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The embedded PostgreSQL of a data directory, for a command that works on its data: that of a running server, which
 * keeps running, or one started for the command.
 *
 * @throws Error where the directory has no database yet
 */
export async function findEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = path.join(path.resolve(options.dataDir), 'postgres');
  if (!(await stat(path.join(cluster, 'PG_VERSION')).catch(missing))) {
    throw new Error(`${options.dataDir} has no database yet: set DATA_DIR or DATABASE_URL to the one that is meant.`);
  }
  const port = await portOfRunning(cluster);
  if (port === undefined) return startEmbeddedPostgres(options);
  const password = (await readFile(`${cluster}-password`, 'utf8')).trim();
  return { url: applicationUrl(password, `127.0.0.1:${port}`), stop: async () => undefined };
}

function applicationUrl(password: string, address: string): string {
  return `postgres://${DATABASE}:${password}@${address}/${DATABASE}`;
}

/** Creates the cluster where there is none, and returns its password. */
async function openCluster(binaries: PostgresBinaries, cluster: string, log: (message: string) => void) {
  const passwordFile = `${cluster}-password`;
  const existing = await readFile(passwordFile, 'utf8').catch(missing);
  if (await stat(path.join(cluster, 'PG_VERSION')).catch(missing)) {
    if (existing) return existing.trim();
    throw new Error(
      `${passwordFile} is missing; put it back, or move ${cluster} away to begin with an empty database.`,
    );
  }
  if ((await readdir(cluster).catch(missing))?.length) {
    throw new Error(`${cluster} is not a PostgreSQL cluster; move it away or set DATA_DIR.`);
  }
  log(`Creating a PostgreSQL cluster in ${cluster}.`);
  const password = existing?.trim() || randomBytes(24).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await createCluster(binaries, cluster, password);
  return password;
}

/** Creates a cluster in another folder and renames it when it is complete, so that an interrupted one is never used. */
async function createCluster({ run, account }: PostgresBinaries, cluster: string, password: string): Promise<void> {
  const workshop = `${cluster}.new`;
  const passwordFile = path.join(workshop, 'password');
  // An initdb from a start that was just killed may still be writing there.
  await rm(workshop, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  await mkdir(workshop, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) {
    await chown(workshop, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const made = path.join(workshop, 'cluster');
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  // The same sort order and case rules on every machine, whatever its locale.
  const text = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await run('initdb', [`--pgdata=${made}`, ...access, ...text]);
  await rename(made, cluster);
  await rm(workshop, { recursive: true });
}

/** Creates the application's role and database if an interrupted first start did not. */
async function ensureDatabase(address: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: `postgres://postgres:${password}@${address}/postgres` });
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database',
      [DATABASE],
    );
    const secret = client.escapeLiteral(password);
    if (!rows[0].role) await client.query(`CREATE ROLE ${DATABASE} LOGIN CREATEDB PASSWORD ${secret}`);
    // Lets the server set a smaller limit of disk space for requests than for jobs.
    await client.query(`GRANT SET ON PARAMETER temp_file_limit TO ${DATABASE}`);
    if (!rows[0].database) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
