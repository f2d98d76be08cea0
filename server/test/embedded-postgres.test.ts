import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../src/dev-services/postgres.ts';

// The folder of mkdtemp is not accessible to other users; under root, PostgreSQL's own user needs access.
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'embedded-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('embedded PostgreSQL', () => {
  const said: string[] = [];
  const start = (name: string, port?: number) =>
    startEmbeddedPostgres({
      dataDir: path.join(scratch, name),
      log: (message) => said.push(message),
      ...(port ? { port } : {}),
    });

  it('keeps its data across a restart, on the same port if requested', async () => {
    const first = await start('restart');
    await query(first.url, "CREATE TABLE kept AS SELECT 'Größe 40' AS text");
    await first.stop();
    const second = await start('restart', Number(new URL(first.url).port));
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT text FROM kept')).toEqual([{ text: 'Größe 40' }]);
    await second.stop();
    await second.stop();
    await expect(query(second.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    expect((await readdir(path.join(scratch, 'restart'))).toSorted()).toEqual(['postgres', 'postgres-password']);
  });

  it('uses UTF-8 in code point order, is durable, and requires the password', async () => {
    const { url, stop } = await start('restart');
    const [settings] = await query(
      url,
      `SELECT getdatabaseencoding() AS encoding, datlocprovider AS provider, datlocale AS locale, current_setting('fsync') AS fsync,
        current_setting('synchronous_commit') AS commit, current_setting('timezone') AS timezone, upper('ß é') AS upper,
        rolsuper AS superuser FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user`,
    );
    expect(settings).toEqual({
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      fsync: 'on',
      commit: 'on',
      timezone: 'UTC',
      upper: 'ß É',
      superuser: false,
    });
    await expect(query(url.replace(/:[^:@]+@/, ':guessed@'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    if (process.platform !== 'win32') {
      expect((await stat(path.join(scratch, 'restart', 'postgres-password'))).mode & 0o777).toBe(0o600);
    }
    await stop();
  });

  it('refuses a second owner of the directory with a helpful message', async () => {
    const { url, stop } = await start('restart');
    await expect(start('restart')).rejects.toThrow(
      `Another server (process ${process.pid}) already uses ${path.join(scratch, 'restart')}; stop it or set DATA_DIR.`,
    );
    expect(await query(url, 'SELECT 1 AS still')).toEqual([{ still: 1 }]);
    await stop();
  });

  it('recovers what a killed server committed, and stops its orphaned PostgreSQL', async () => {
    const module = JSON.stringify(new URL('../src/dev-services/postgres.ts', import.meta.url).href);
    const dataDir = JSON.stringify(path.join(scratch, 'killed'));
    const script = `import { startEmbeddedPostgres } from ${module};
      console.log((await startEmbeddedPostgres({ dataDir: ${dataDir}, log() {} })).url);
      setInterval(() => {}, 1000);`;
    const server = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(server.stdout, 'data')) as [Buffer];
    const url = printed.toString().trim();
    await query(url, 'CREATE TABLE committed AS SELECT 7 AS n');
    server.kill('SIGKILL');
    await once(server, 'exit');
    expect(await query(url, 'SELECT n FROM committed')).toEqual([{ n: 7 }]); // it did outlive its server

    const next = await start('killed');
    expect(said).toContain('Stopped the PostgreSQL that a killed server had left behind.');
    await expect(query(url, 'SELECT 1')).rejects.toThrow();
    expect(await query(next.url, 'SELECT n FROM committed')).toEqual([{ n: 7 }]);
    await next.stop();
  });

  it('does not kill a process that reuses the ID of a dead PostgreSQL', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const cluster = path.join(scratch, 'restart', 'postgres');
    await writeFile(path.join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n1\n5432\n`);
    const { url, stop } = await start('restart');
    expect(await query(url, 'SELECT 1 AS up')).toEqual([{ up: 1 }]);
    await stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  it('restarts an interrupted first start, but never overwrites files that are not its own', async () => {
    const workshop = path.join(scratch, 'interrupted', 'postgres.new');
    await mkdir(path.join(workshop, 'cluster', 'base'), { recursive: true });
    await writeFile(path.join(workshop, 'cluster', 'PG_VERSION'), '18\n');
    const { url, stop } = await start('interrupted');
    expect(await query(url, 'SELECT 1 AS up')).toEqual([{ up: 1 }]);
    await stop();
    await expect(stat(workshop)).rejects.toThrow('ENOENT');

    const foreign = path.join(scratch, 'foreign', 'postgres');
    await mkdir(foreign, { recursive: true });
    await writeFile(path.join(foreign, 'notes.txt'), 'mine');
    await expect(start('foreign')).rejects.toThrow('is not a PostgreSQL cluster; move it away or set DATA_DIR.');
    expect(await readFile(path.join(foreign, 'notes.txt'), 'utf8')).toBe('mine');
  });
});
