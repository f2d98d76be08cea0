import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The folder in which the test files of one run share the data of a server after its first start. */
const SHARED = 'COMMERCE_TESTS_FRESH_DATA';

/**
 * Makes test files share that data: creating a cluster and its tables takes three times as long as the rest of a start.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-fresh-'));
  await chmod(folder, 0o755);
  process.env[SHARED] = folder;
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Copies the data of a server's first start into a folder. The first caller of a test run creates the data.
 *
 * @param start starts a server on a data folder, and stops it
 */
export async function copyFreshData(target: string, start: (folder: string) => Promise<void>): Promise<void> {
  const folder = process.env[SHARED];
  // Windows has no command that copies files with their owners; there, each server starts with an empty folder.
  if (!folder || process.platform === 'win32') return;
  const ready = path.join(folder, 'ready');
  if (!existsSync(ready)) await makeOnce(folder, ready, start);
  await promisify(execFile)('cp', ['-a', `${ready}/.`, target]);
}

async function makeOnce(folder: string, ready: string, start: (folder: string) => Promise<void>): Promise<void> {
  const isFirst = await mkdir(path.join(folder, 'claimed')).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  const failed = path.join(folder, 'failed');
  if (isFirst) {
    const data = path.join(folder, 'data');
    await mkdir(data, { mode: 0o755 });
    try {
      await start(data);
      await rename(data, ready);
    } catch (error) {
      await mkdir(failed);
      throw error;
    }
  }
  while (!existsSync(ready)) {
    if (existsSync(failed)) throw new Error('Another test file could not start a server on new data; see its error.');
    await delay(50);
  }
}
