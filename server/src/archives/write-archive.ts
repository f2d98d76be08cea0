import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

// PKWARE's APPNOTE.TXT, 4.3. Written without a library, because packed files are copied between archives unchanged, and
// because the directory of 100,000 files need not fit into memory.

/** A file that is already packed. */
export interface PackedFile {
  readonly name: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
  readonly deflated: boolean;
}

export interface ArchiveToWrite<F extends PackedFile> {
  /** The files in groups; called twice, and must give the same both times. */
  files(): AsyncIterable<F[]>;
  /** The packed bytes of a group of files. */
  bytesOf(files: F[]): Promise<Buffer[]>;
  /** A file to write after all others. */
  last: { name: string; text(): AsyncIterable<string | Uint8Array> };
}

const UTF8_NAME = 0x0800;
const HAS_DESCRIPTOR = 0x0008;
const DEFLATED = 8;
/** 1 January 1980, the earliest date of the format: the files have no date. */
const DATE = 0x0021;
const MOST_IN_16_BITS = 0xffff;

/** Writes an archive, piece by piece, in constant memory. */
export async function* writeArchive<F extends PackedFile>(archive: ArchiveToWrite<F>): AsyncGenerator<Buffer> {
  let offset = 0;
  for await (const files of archive.files()) {
    const bytes = await archive.bytesOf(files);
    for (const [index, file] of files.entries()) {
      const header = localHeader(file, 0);
      yield Buffer.concat([header, bytes[index] as Buffer]);
      offset += header.length + file.packedBytes;
    }
  }
  const lastOffset = offset;
  const last = { name: archive.last.name, packedBytes: 0, unpackedBytes: 0, crc32: 0, deflated: true };
  const header = localHeader(last, HAS_DESCRIPTOR);
  yield header;
  offset += header.length;
  for await (const piece of deflate(archive.last.text(), last)) {
    yield piece;
    offset += piece.length;
  }
  const descriptor = descriptorOf(last);
  yield descriptor;
  yield* directory(archive, last, lastOffset, offset + descriptor.length);
}

/** Packs a text or bytes, and stores its sizes and checksum in `file`. */
async function* deflate(
  text: AsyncIterable<string | Uint8Array>,
  file: { packedBytes: number; unpackedBytes: number; crc32: number },
): AsyncGenerator<Buffer> {
  const source = async function* () {
    for await (const part of text) {
      const bytes = typeof part === 'string' ? Buffer.from(part) : part;
      file.unpackedBytes += bytes.length;
      file.crc32 = crc32(bytes, file.crc32);
      yield bytes;
    }
  };
  const packer = createDeflateRaw();
  const from = Readable.from(source());
  from.once('error', (error) => packer.destroy(error));
  for await (const piece of from.pipe(packer) as AsyncIterable<Buffer>) {
    file.packedBytes += piece.length;
    yield piece;
  }
}

async function* directory<F extends PackedFile>(
  archive: ArchiveToWrite<F>,
  last: PackedFile,
  lastOffset: number,
  start: number,
): AsyncGenerator<Buffer> {
  let count = 1;
  let offset = 0;
  let length = 0;
  for await (const files of archive.files()) {
    for (const file of files) {
      const record = directoryRecord(file, 0, offset);
      yield record;
      offset += 30 + Buffer.byteLength(file.name) + file.packedBytes;
      length += record.length;
      count += 1;
    }
  }
  const record = directoryRecord(last, HAS_DESCRIPTOR, lastOffset);
  yield record;
  yield trailer(count, start, length + record.length);
}

function localHeader(file: PackedFile, flags: number): Buffer {
  const name = Buffer.from(file.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeFacts(header, 4, file, flags, name.length);
  return Buffer.concat([header, name]);
}

function directoryRecord(file: PackedFile, flags: number, offset: number): Buffer {
  const name = Buffer.from(file.name);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(VERSION, 4);
  writeFacts(record, 6, file, flags, name.length);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, name]);
}

/** Version 2.0: folders and DEFLATE. */
const VERSION = 20;

/** The fields that the local header and the directory share. Written after the data if sizes are not known before. */
function writeFacts(buffer: Buffer, at: number, file: PackedFile, flags: number, nameLength: number): void {
  buffer.writeUInt16LE(VERSION, at);
  buffer.writeUInt16LE(UTF8_NAME | flags, at + 2);
  buffer.writeUInt16LE(file.deflated ? DEFLATED : 0, at + 4);
  buffer.writeUInt16LE(DATE, at + 8);
  buffer.writeUInt32LE(file.crc32, at + 10);
  buffer.writeUInt32LE(file.packedBytes, at + 14);
  buffer.writeUInt32LE(file.unpackedBytes, at + 18);
  buffer.writeUInt16LE(nameLength, at + 22);
}

function descriptorOf(file: PackedFile): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(file.crc32, 4);
  descriptor.writeUInt32LE(file.packedBytes, 8);
  descriptor.writeUInt32LE(file.unpackedBytes, 12);
  return descriptor;
}

/** The end of the archive; with more files than 16 bits can count, preceded by its ZIP64 form. */
function trailer(count: number, start: number, length: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const shown = Math.min(count, MOST_IN_16_BITS);
  end.writeUInt16LE(shown, 8);
  end.writeUInt16LE(shown, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(start, 16);
  return count < MOST_IN_16_BITS ? end : Buffer.concat([zip64Trailer(count, start, length), end]);
}

function zip64Trailer(count: number, start: number, length: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(length), 40);
  record.writeBigUInt64LE(BigInt(start), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(start + length), 64);
  record.writeUInt32LE(1, 72);
  return record;
}
