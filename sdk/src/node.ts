import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NamedFile } from './internal/uploads/feed-file-input.ts';

/**
 * Opens a file on disk for an upload. The file is streamed, so memory use does not depend on its size. It must not
 * change during the upload. Needs a runtime with `node:fs`: Node 20, Bun or Deno.
 *
 * @throws errors of `node:fs`, such as `ENOENT`; TypeError for a folder
 *
 * @example
 * await client.feeds.ingest({ partner_name: 'Acme Corp', file: await fromPath('./acme.csv') });
 */
export async function fromPath(filePath: string | URL): Promise<NamedFile> {
  // Node's own error for a folder does not say what is wrong.
  if (!(await stat(filePath)).isFile()) throw new TypeError(`${filePath} is not a file.`);
  const data = await openAsBlob(filePath);
  return { name: path.basename(filePath instanceof URL ? fileURLToPath(filePath) : filePath), data };
}
