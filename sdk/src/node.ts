import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NamedFile } from './internal/uploads/feed-file-input.ts';

/**
 * A file on disk, to be uploaded as a feed. It is streamed, so that its size does not matter for memory; it must not
 * change meanwhile. Needs a runtime with `node:fs`: Node 20, Bun or Deno.
 *
 * @throws Error of `node:fs`, such as one with the code `ENOENT`; TypeError for a folder
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
