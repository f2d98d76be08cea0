import { createHash } from 'node:crypto';
import { readFile, realpath, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * Claims a data directory for this process, until the returned function is called or the process ends.
 *
 * The claim is an unused local socket: the operating system gives its name to one process at a time and releases it
 * however that process ends, so neither a stale file nor a reused process ID can block the next owner. `server.pid`
 * beside it only shows people who the owner is.
 *
 * @throws Error naming the owner, where there is one
 */
export async function claimDataDir(dataDir: string): Promise<() => Promise<void>> {
  const pidFile = path.join(dataDir, 'server.pid');
  const name = socketName(await realpath(dataDir));
  const server = await listen(name).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (!(await isAbandoned(name))) throw await alreadyClaimed(dataDir, pidFile);
    await rm(name, { force: true });
    return listen(name);
  });
  await writeFile(pidFile, `${process.pid}\n`);
  return async () => {
    await rm(pidFile, { force: true });
    await new Promise((resolve) => server.close(resolve));
  };
}

function socketName(dataDir: string): string {
  const name = `commerce-integration-${createHash('sha256').update(dataDir).digest('hex').slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return path.join(os.tmpdir(), `${name}.sock`);
}

function listen(name: string): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((connection) => connection.destroy());
    server.once('error', reject);
    server.listen({ path: name, exclusive: true }, () => resolve(server.unref()));
  });
}

/** Whether a socket's file was left behind by a dead owner. Sockets without a file disappear with their owner. */
function isAbandoned(name: string): Promise<boolean> {
  if (!path.isAbsolute(name) || process.platform === 'win32') return Promise.resolve(false);
  return new Promise((resolve) => {
    const probe = net.connect(name);
    probe.once('error', () => resolve(true));
    probe.once('connect', () => {
      probe.destroy();
      resolve(false);
    });
  });
}

async function alreadyClaimed(dataDir: string, pidFile: string): Promise<Error> {
  const owner = await readFile(pidFile, 'utf8').catch(() => '');
  const who = owner.trim() ? `Another server (process ${owner.trim()})` : 'Another server';
  const where = path.relative(process.cwd(), dataDir);
  const shown = where === '' || where.startsWith('..') ? dataDir : where;
  return new Error(`${who} already uses ${shown}; stop it or set DATA_DIR.`);
}
