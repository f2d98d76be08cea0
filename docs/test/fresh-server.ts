import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyFreshData } from './fresh-data.ts';
import { root } from './markdown.ts';

export interface FreshServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the real server as `npm start` does, on a free port and with nothing in its database. `settings` are variables
 * of its configuration.
 */
export async function startFreshServer(settings: Record<string, string> = {}): Promise<FreshServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-docs-'));
  // PostgreSQL may run as another user, who must be able to reach its data.
  await chmod(folder, 0o755);
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    await copyFreshData(folder, async (data) => (await startOn(data, {})).stop());
    const { url, stop } = await startOn(folder, settings);
    return { url, stop: () => stop().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Starts a server on a folder of data. @throws Error with what it said, where it does not start */
async function startOn(folder: string, settings: Record<string, string>): Promise<FreshServer> {
  const { PATH, SystemRoot, NODE_COMPILE_CACHE } = process.env;
  const server = spawn(process.execPath, [path.join(root, 'server', 'src', 'main.ts')], {
    // Only what a process needs to run at all: the machine's own settings must not reach the server.
    env: { PATH, SystemRoot, NODE_COMPILE_CACHE, ...settings, DATA_DIR: folder, PORT: '0' },
    // Should the tests be killed, the closed channel tells the server to stop, too.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const gone = once(server, 'exit');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /^\s*API\s+(http:\/\/\S+)/m.exec(said)?.[1];
      if (address) resolve(address);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('close', () => reject(new Error(`The server did not start:\n${said}`)));
  });
  const stop = async () => {
    // Windows has no signals: there the closed channel says it.
    if (process.platform === 'win32') server.disconnect();
    else server.kill('SIGTERM');
    await gone;
  };
  return { url, stop };
}
