import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

export const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const PACK = { br: promisify(zlib.brotliCompress), gzip: promisify(zlib.gzip) };
/** Files of other types are already compressed, or too small to matter. */
const COMPRESSIBLE = /\.(?:html|js|css|svg|json|map|txt|webmanifest)$/;
/** A build has some dozens of files; beyond this, the cache drops those of earlier builds. */
const MOST = 500;

export interface ReadFile {
  body: Buffer;
  /** Undefined for a file that is sent as it is. */
  encoding: Encoding | undefined;
}

/** Compresses files on first request, and keeps them in memory until they change. */
export class CompressedFiles {
  readonly #known = new Map<string, Promise<Buffer>>();

  /** @returns undefined where there is no such file */
  async read(file: string, accepted: Encoding | undefined): Promise<ReadFile | undefined> {
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) return undefined;
    const encoding = COMPRESSIBLE.test(file) ? accepted : undefined;
    const key = `${encoding} ${found.mtimeMs} ${found.size} ${file}`;
    const known = this.#known.get(key);
    if (known) return { body: await known, encoding };
    if (this.#known.size >= MOST) this.#known.clear();
    const body = readFile(file).then((bytes) => (encoding === undefined ? bytes : PACK[encoding](bytes)));
    this.#known.set(key, body);
    // A failed read is not cached.
    body.catch(() => this.#known.delete(key));
    return { body: await body, encoding };
  }
}
