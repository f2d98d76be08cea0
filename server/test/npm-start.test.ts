import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from './support/until.ts';

const exec = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
/** The first start creates a database, which takes long on a busy machine. */
const TIMEOUT_MS = 120_000;

interface Started {
  url: string;
  npm: ChildProcess;
  /** By role: `sh` is the shell in which npm runs the script, `launcher` is `start.mjs`. */
  pids: Record<'npm' | 'sh' | 'launcher' | 'server' | 'postgres', number>;
}

// Windows has neither these signals nor these processes.
describe.skipIf(process.platform === 'win32')('npm start', () => {
  let dataDir: string;
  let running: Started | undefined;

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'commerce-start-'));
    // PostgreSQL may run as another user, who needs access to its data.
    await chmod(dataDir, 0o755);
  });
  afterAll(async () => {
    for (const pid of Object.values(running?.pids ?? {})) if (await isRunning(pid)) process.kill(pid, 'SIGKILL');
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  it.each([
    ['npm', 'SIGTERM'],
    ['npm', 'SIGKILL'],
    ['npm', 'SIGHUP'],
    // Ctrl-C. This signal alone does not stop npm.
    ['the terminal', 'SIGINT'],
    ['sh', 'SIGTERM'],
    ['sh', 'SIGKILL'],
    ['launcher', 'SIGTERM'],
    ['launcher', 'SIGINT'],
    ['launcher', 'SIGKILL'],
  ] as const)(
    'stops all its processes when %s gets %s, and can be started again',
    async (target, signal) => {
      const { url, pids } = await start();
      expect((await fetch(`${url}/health`)).status).toBe(200);
      process.kill(target === 'the terminal' ? -pids.npm : pids[target], signal);
      await until(async () => !(await Promise.all(Object.values(pids).map(isRunning))).includes(true), TIMEOUT_MS / 2);
      running = undefined;
      // A clean stop: PostgreSQL and the server have removed their lock files.
      expect(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
      expect(existsSync(path.join(dataDir, 'server.pid'))).toBe(false);
      await expect(fetch(`${url}/health`)).rejects.toThrow();
    },
    TIMEOUT_MS,
  );

  async function start(): Promise<Started> {
    const { PATH = '', HOME } = process.env;
    // The npm of the machine, as users run it: one in `node_modules` is started by a shell script.
    const own = PATH.split(':').filter((folder) => !folder.includes('node_modules'));
    const env = { PATH: own.join(':'), HOME, DATA_DIR: dataDir, PORT: '0' };
    // In its own process group, as in a terminal.
    const npm = spawn('npm', ['start'], { cwd: root, env, detached: true });
    let said = '';
    npm.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    const url = await new Promise<string>((resolve, reject) => {
      npm.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${said}`)));
      npm.stdout.on('data', (chunk: Buffer) => {
        said += chunk;
        const address = /^\s*API\s+(http:\/\/\S+)/m.exec(said)?.[1];
        if (address) resolve(address);
      });
    });
    running = { url, npm, pids: await pidsOf(npm.pid ?? 0) };
    return running;
  }

  async function pidsOf(npm: number): Promise<Started['pids']> {
    const { stdout } = await exec('ps', ['-A', '-o', 'pid=,ppid=,args=']);
    const all = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []);
    const childOf = (parent: number) => Number(all.find(([, , ppid]) => Number(ppid) === parent)?.[1]);
    const server = Number(await readFile(path.join(dataDir, 'server.pid'), 'utf8'));
    const launcher = Number(all.find(([, pid]) => Number(pid) === server)?.[2]);
    const [postgres] = (await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
    return { npm, sh: childOf(npm), launcher, server, postgres: Number(postgres) };
  }
});

/**
 * An ended process may keep its number until its parent reads its status; the first process of some containers does
 * not.
 */
async function isRunning(pid: number): Promise<boolean> {
  const { stdout } = await exec('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({ stdout: 'Z' }));
  return !stdout.trim().startsWith('Z');
}
