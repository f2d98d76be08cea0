import { execFile } from 'node:child_process';
import { readFile, rename, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { postgresSettings } from './postgres-settings.ts';

const exec = promisify(execFile);
const ATTEMPTS = 3;

/** Starts PostgreSQL on a cluster and returns its port once it accepts connections. */
export async function startPostmaster(
  binaries: PostgresBinaries,
  cluster: string,
  port?: number,
  more: Record<string, string> = {},
): Promise<number> {
  const logFile = path.join(cluster, 'server.log');
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await freePort());
    await rename(logFile, path.join(cluster, 'server.previous.log')).catch(ignoreMissing);
    const settings = Object.entries(postgresSettings(chosen, more)).map(([name, value]) => `-c ${name}=${value}`);
    // pg_ctl starts PostgreSQL in its own session, so that Ctrl-C in the terminal does not stop it before the server
    // drains.
    const start = ['start', '--wait', '--timeout=300', `--pgdata=${cluster}`, `--log=${logFile}`];
    try {
      await binaries.run('pg_ctl', [...start, `--options=${settings.join(' ')}`]);
      return chosen;
    } catch (error) {
      const printed = await readFile(logFile, 'utf8').catch(() => '');
      const taken = port === undefined && printed.includes('could not bind');
      if (taken && attempt < ATTEMPTS) continue;
      throw new Error(`PostgreSQL did not start: ${printed.trim().split('\n').slice(-8).join('\n')}`, { cause: error });
    }
  }
}

/** Stops the PostgreSQL of a cluster, if it runs, and waits until its process is gone. Returns whether it ran. */
export async function stopPostmaster(binaries: PostgresBinaries, cluster: string): Promise<boolean> {
  const pid = await runningPostmaster(cluster);
  if (pid === undefined) return false;
  const stop = (mode: string) =>
    binaries.run('pg_ctl', ['stop', '--wait', '--timeout=60', `--pgdata=${cluster}`, mode]);
  await stop('--mode=fast').catch(async (error: unknown) => {
    if (await isPostmaster(pid, cluster)) await stop('--mode=immediate');
    else if (await runningPostmaster(cluster)) throw error;
  });
  while (await isPostmaster(pid, cluster)) await sleep(20);
  return true;
}

/** The process ID of the cluster's PostgreSQL. A pid file whose number now belongs to another process is deleted. */
async function runningPostmaster(cluster: string): Promise<number | undefined> {
  const [pid] = await pidFileLines(cluster);
  if (!pid) return undefined;
  if (await isPostmaster(Number(pid), cluster)) return Number(pid);
  await rm(pidFileOf(cluster), { force: true });
  return undefined;
}

/**
 * The port of the cluster's running PostgreSQL, for a process that does not own the cluster; undefined where none runs.
 *
 * @throws Error where it is just starting
 */
export async function portOfRunning(cluster: string): Promise<number | undefined> {
  // https://www.postgresql.org/docs/current/storage-file-layout.html: process ID, directory, start time, port, …
  const [pid, , , port] = await pidFileLines(cluster);
  if (!pid || !(await isPostmaster(Number(pid), cluster))) return undefined;
  if (!port) throw new Error('The embedded PostgreSQL is just starting: try again in a moment.');
  return Number(port);
}

function pidFileOf(cluster: string): string {
  return path.join(cluster, 'postmaster.pid');
}

async function pidFileLines(cluster: string): Promise<string[]> {
  return (await readFile(pidFileOf(cluster), 'utf8').catch(() => '')).split('\n');
}

/** Whether a process exists and is the cluster's PostgreSQL. */
async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  try {
    return (await commandLine(pid)).includes(process.platform === 'win32' ? 'postgres.exe' : cluster);
  } catch {
    return false; // no such process
  }
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8');
  if (process.platform === 'win32') return (await exec('tasklist', ['/nh', '/fi', `PID eq ${pid}`])).stdout;
  return (await exec('ps', ['-ww', '-o', 'args=', '-p', String(pid)])).stdout;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
