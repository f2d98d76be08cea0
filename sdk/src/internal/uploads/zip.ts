import { streamOf } from './bytes.ts';

/** A file of an archive. */
export interface ZipFile {
  name: string;
  content: Uint8Array;
}

/** From this number of files on, the end record needs a ZIP64 record before it. */
const SMALL_COUNT = 0xffff;
const VERSION = 45;
const UTF8_NAMES = 0x0800;
/** 1 January 1980, the first day that a ZIP knows: the same files make the same bytes. */
const DATE = 0x0021;

/**
 * Packs files as they come, without compression. The ZIP must stay below 4 GiB, and may have any number of files.
 *
 * @throws what the files throw
 */
export function zipOf(files: AsyncIterable<ZipFile> | Iterable<ZipFile>): Promise<Blob> {
  return new Response(streamOf(zipBytes(files))).blob();
}

/** The bytes of a ZIP (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 6.3.10). */
async function* zipBytes(files: AsyncIterable<ZipFile> | Iterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const crc32 = crc32Function();
  const directory: Uint8Array[] = [];
  let offset = 0;
  let directorySize = 0;
  for await (const { name, content } of files) {
    const nameBytes = new TextEncoder().encode(name);
    const common = [
      ...fields([VERSION, 2], [UTF8_NAMES, 2], [0, 4], [DATE, 2], [crc32(content), 4]),
      ...fields([content.length, 4], [content.length, 4], [nameBytes.length, 2], [0, 2]),
    ];
    const head = [...fields([0x04034b50, 4]), ...common, ...nameBytes];
    const entry = [...fields([0x02014b50, 4], [VERSION, 2]), ...common, ...fields([0, 10], [offset, 4]), ...nameBytes];
    directory.push(Uint8Array.from(entry));
    directorySize += entry.length;
    offset += head.length + content.length;
    yield Uint8Array.from(head);
    yield content;
  }
  yield* directory;
  const count = directory.length;
  const isLarge = count >= SMALL_COUNT;
  const large = [
    ...fields([0x06064b50, 4], [44, 8], [VERSION, 2], [VERSION, 2], [0, 8], [count, 8], [count, 8]),
    ...fields([directorySize, 8], [offset, 8], [0x07064b50, 4], [0, 4], [offset + directorySize, 8], [1, 4]),
  ];
  const shown = Math.min(count, SMALL_COUNT);
  const small = fields([0x06054b50, 4], [0, 4], [shown, 2], [shown, 2], [directorySize, 4], [offset, 4], [0, 2]);
  yield Uint8Array.from(isLarge ? [...large, ...small] : small);
}

/** Whole numbers as bytes, the lowest first: each a value and how many bytes it takes. */
function fields(...numbers: readonly (readonly [value: number, bytes: number])[]): number[] {
  const all: number[] = [];
  for (const [value, bytes] of numbers) for (let at = 0; at < bytes; at++) all.push((value / 256 ** at) & 0xff);
  return all;
}

/** The checksum of a ZIP's files (ISO 3309), by a table. */
function crc32Function(): (bytes: Uint8Array) => number {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    return value;
  });
  return (bytes) => {
    let crc = -1;
    for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
    return ~crc >>> 0;
  };
}
