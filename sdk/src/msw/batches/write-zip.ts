import { crc32 } from './crc32.ts';

/** 1 January 1980, where the format's time begins: the files have no time of their own. */
const DATE = 0x0021;
const UTF8_NAME = 0x0800;

/** An archive of files that are stored as they are. */
export function writeZip(files: readonly { name: string; bytes: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  const local: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const nameBytes = new TextEncoder().encode(name);
    const fields = [2, 20, 2, UTF8_NAME, 2, 0, 2, 0, 2, DATE, 4, crc32(bytes), 4, bytes.length, 4, bytes.length];
    const sizes = [2, nameBytes.length, 2, 0];
    const header = [littleEndian([4, 0x04034b50, ...fields, ...sizes]), nameBytes, bytes];
    local.push(...header);
    const rest = [2, 0, 2, 0, 2, 0, 4, 0, 4, offset];
    directory.push(littleEndian([4, 0x02014b50, 2, 20, ...fields, ...sizes, ...rest]), nameBytes);
    offset += lengthOf(header);
  }
  const count = files.length;
  const end = littleEndian([4, 0x06054b50, 2, 0, 2, 0, 2, count, 2, count, 4, lengthOf(directory), 4, offset, 2, 0]);
  return joined([...local, ...directory, end]);
}

/** Numbers one after the other, each behind its size in bytes. */
function littleEndian(sized: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < sized.length; at += 2) {
    const [size = 0, value = 0] = sized.slice(at, at + 2);
    for (let byte = 0; byte < size; byte += 1) bytes.push((value >>> (8 * byte)) & 0xff);
  }
  return Uint8Array.from(bytes);
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
