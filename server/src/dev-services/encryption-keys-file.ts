import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The encryption keys of an embedded database, in the format of ENCRYPTION_KEYS: created on the first start in the file
 * `encryption-keys` of the data directory. The ID is random as well, so that a database whose file was lost reports
 * which key is missing.
 *
 * @returns the file's path and content
 */
export async function keptEncryptionKeys(dataDir: string): Promise<{ file: string; text: string }> {
  const file = path.join(dataDir, 'encryption-keys');
  const kept = await readFile(file, 'utf8').catch(missing);
  if (kept !== undefined) return { file, text: kept.trim() };
  await mkdir(dataDir, { recursive: true });
  await makeWhole(file, `k${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}\n`);
  return { file, text: (await readFile(file, 'utf8')).trim() };
}

/**
 * Creates a file atomically: writes and syncs it under another name, then links it unless another process was first.
 */
async function makeWhole(file: string, text: string): Promise<void> {
  const workshop = `${file}.new-${process.pid}`;
  await writeFile(workshop, text, { mode: 0o600, flush: true });
  try {
    await link(workshop, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(workshop);
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
