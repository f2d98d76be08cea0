import { execFile } from 'node:child_process';
import { appendFile, chmod, chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/dev-services/postgres.ts';
import { locatePostgres, type PostgresBinaries, preparePostgres } from '../../src/dev-services/postgres-binaries.ts';
import { startPostmaster, stopPostmaster } from '../../src/dev-services/postmaster.ts';
import { atEnd } from './at-end.ts';
import { adminUrl, withAdmin } from './databases.ts';
import { until } from './until.ts';

const exec = promisify(execFile);
const SETTINGS = { wal_level: 'replica', max_wal_senders: '4', hot_standby_feedback: 'on' };

/** A PostgreSQL with a streaming replica, whose replay can be paused, and which can be stopped and restarted. */
export class ReplicatedPostgres {
  readonly primaryUrl: string;
  readonly replicaUrl: string;
  readonly #binaries: PostgresBinaries;
  readonly #cluster: string;

  private constructor(primaryUrl: string, binaries: PostgresBinaries, cluster: string, port: number) {
    this.primaryUrl = primaryUrl;
    this.#binaries = binaries;
    this.#cluster = cluster;
    const url = new URL(primaryUrl);
    url.port = `${port}`;
    this.replicaUrl = url.href;
  }

  /** Starts both. They are stopped at the end of the test file. */
  static async start(): Promise<ReplicatedPostgres> {
    const home = await mkdtemp(path.join(tmpdir(), 'commerce-replica-'));
    await chmod(home, 0o755);
    const options = { dataDir: path.join(home, 'primary'), log: () => undefined, settings: SETTINGS };
    // The replica is a copy of a stopped cluster: the binaries for development have no pg_basebackup.
    await (await startEmbeddedPostgres(options)).stop();
    const cluster = await copiedCluster(path.join(options.dataDir, 'postgres'), path.join(home, 'replica'));
    const primary = await startEmbeddedPostgres(options);
    const binaries = await preparePostgres(await locatePostgres(), cluster);
    atEnd(async () => {
      await stopPostmaster(binaries, cluster);
      await primary.stop();
      await rm(home, { recursive: true, force: true });
    });
    await follow(cluster, primary);
    const port = await startPostmaster(binaries, cluster, undefined, SETTINGS);
    return new ReplicatedPostgres(primary.url, binaries, cluster, port);
  }

  /** The replica keeps receiving, but shows nothing new until `replay`. */
  async holdBack(): Promise<void> {
    await withAdmin(adminUrl(this.replicaUrl), async (replica) => {
      await replica.query('select pg_wal_replay_pause()');
      await until(
        async () => (await replica.query('select pg_get_wal_replay_pause_state() as state')).rows[0].state === 'paused',
      );
    });
  }

  async replay(): Promise<void> {
    await withAdmin(adminUrl(this.replicaUrl), (replica) => replica.query('select pg_wal_replay_resume()'));
  }

  async stopReplica(): Promise<void> {
    await stopPostmaster(this.#binaries, this.#cluster);
  }

  async startReplica(): Promise<void> {
    await startPostmaster(this.#binaries, this.#cluster, Number(new URL(this.replicaUrl).port), SETTINGS);
  }
}

async function copiedCluster(from: string, to: string): Promise<string> {
  await exec('cp', ['-a', from, to]);
  return to;
}

/** Makes a cluster follow a primary after its start. */
async function follow(cluster: string, { url }: EmbeddedPostgres): Promise<void> {
  const { hostname, port, password } = new URL(url);
  const primary = `host=${hostname} port=${port} user=postgres password=${decodeURIComponent(password)}`;
  await appendFile(path.join(cluster, 'postgresql.auto.conf'), `\nprimary_conninfo = '${primary}'\n`);
  const signal = path.join(cluster, 'standby.signal');
  await writeFile(signal, '');
  const { uid, gid } = await stat(cluster);
  await chown(signal, uid, gid);
}
