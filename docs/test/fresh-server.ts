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
 * Starts the real server like `npm start`, on a free port and with an empty database. `settings` are configuration
 * variables.
 */
export async function startFreshServer(settings: Record<string, string> = {}): Promise<FreshServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-docs-'));
  // PostgreSQL may run as another user, who needs access to its data.
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

/**
 * Starts a server on a data folder.
 *
 * @throws Error with its output if it does not start
 */
async function startOn(folder: string, settings: Record<string, string>): Promise<FreshServer> {
  const { PATH, SystemRoot, NODE_COMPILE_CACHE } = process.env;
  const server = spawn(process.execPath, [path.join(root, 'server', 'src', 'main.ts')], {
    // Only the variables that a process needs: the settings of the machine must not reach the server.
    env: { PATH, SystemRoot, NODE_COMPILE_CACHE, ...settings, DATA_DIR: folder, PORT: '0' },
    // If the tests are killed, the closed channel also stops the server.
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
    // Windows has no signals: the closed channel stops the server there.
    if (process.platform === 'win32') server.disconnect();
    else server.kill('SIGTERM');
    await gone;
  };
  return { url, stop };
}
