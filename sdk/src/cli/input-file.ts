import { createReadStream, createWriteStream, fstatSync, rmSync } from 'node:fs';
import { mkdtemp, open, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { AbortError } from '../errors/errors.ts';
import type { NamedFile } from '../internal/uploads/feed-file-input.ts';
import { fromPath } from '../node.ts';

const STDIN = new Set(['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);
/** The path of a pipe from a shell, as for `<(…)`. */
const DESCRIPTOR = /^\/(dev|proc\/self)\/fd\//;

/** Whether a file operand means the standard input. If that is a socket, it cannot be opened by its device name. */
export function isStdin(file: string): boolean {
  return STDIN.has(file);
}

/** Whether a shell has put a pipe or a file before the command. Anything else may never end. */
export function isPipedIn(): boolean {
  const stdin = fstatSync(0);
  return stdin.isFIFO() || stdin.isFile();
}

/**
 * The text of a file, or of the standard input (`-`), without the mark that programs on Windows begin theirs with.
 *
 * @throws AbortError where the signal fires while it is read; Error of `node:fs`
 */
export async function readText(file: string, signal: AbortSignal): Promise<string> {
  try {
    const read = isStdin(file)
      ? text(addAbortSignal(signal, process.stdin))
      : readFile(file, { encoding: 'utf8', signal });
    return (await read).replace(/^\uFEFF/, '');
  } catch (error) {
    // Node's error for a folder does not name it.
    throw signal.aborted ? new AbortError(signal) : Object.assign(error as Error, { path: file });
  }
}

/**
 * Works with the file that an operand names: on disk, the standard input (`-`), a named pipe or `<(…)`. Input that can
 * be read only once is copied to the disk first, since an upload needs its size and may be retried.
 *
 * @param kind the ending that the name of a pipe gets
 * @throws what `fromPath` and `work` throw; AbortError where the signal fires while it is copied
 */
export async function withInputFile<T>(
  file: string,
  signal: AbortSignal,
  work: (file: NamedFile) => Promise<T>,
  kind = '.csv',
): Promise<T> {
  if (!isStdin(file) && !DESCRIPTOR.test(file)) {
    const found = await stat(file);
    if (found.isFile() || found.isDirectory()) return work(await fromPath(file));
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also where the process ends at once because its output was closed.
  process.once('exit', remove);
  try {
    const copy = path.join(folder, 'feed');
    await copied(isStdin(file) ? process.stdin : createReadStream(file), copy, signal);
    const { data } = await fromPath(copy);
    return await work({ name: nameOf(file, (await isGzip(copy)) ? `${kind}.gz` : kind), data });
  } finally {
    remove();
    process.off('exit', remove);
  }
}

async function copied(source: Readable, copy: string, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(source, createWriteStream(copy, { mode: 0o600 }), { signal });
  } catch (error) {
    throw signal.aborted ? new AbortError(signal) : error;
  }
}

/** Checks the first bytes (RFC 1952, section 2.3.1), since a pipe has no file name. */
async function isGzip(file: string): Promise<boolean> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await opened.close();
  }
}

/** The name of a named pipe, with an extension that the API accepts. */
function nameOf(file: string, ending: string): string {
  if (isStdin(file)) return `stdin${ending}`;
  if (DESCRIPTOR.test(file)) return `feed${ending}`;
  const name = path.basename(file);
  return name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`;
}
