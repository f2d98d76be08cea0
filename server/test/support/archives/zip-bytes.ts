import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive that is built byte by byte, so that parts can be invalid. */
export interface BuiltFile {
  name: string | Buffer;
  content?: string | Buffer;
  /** 0 stored, 8 DEFLATE (the default); any other number is written as it is. */
  method?: number;
  /** Flags besides the one for UTF-8 names. */
  flags?: number;
  /** Whether the flag for UTF-8 names is omitted, as Windows Explorer does for names in ASCII. */
  withoutNameFlag?: boolean;
  /** Compressed bytes that replace those of the content. */
  packed?: Buffer;
  /** Values of the directory that replace the correct ones. */
  claims?: { unpackedBytes?: number; packedBytes?: number; crc32?: number; headerOffset?: number };
  /** The name in the local header, if it differs. */
  localName?: string;
  /** Whether sizes follow the data; with a signature, without one, or in ZIP64 form. */
  descriptor?: 'signed' | 'unsigned' | 'zip64';
  extra?: Buffer;
  /** Bytes after the file that belong to nothing. */
  gap?: Buffer;
}

export interface BuiltArchive {
  before?: Buffer;
  behind?: Buffer;
  comment?: string;
  /** Bytes between directory and trailer. */
  signature?: Buffer;
  count?: number;
  disk?: number;
}

const UTF8_NAME = 0x0800;

/** An archive of files, as Java's `ZipOutputStream` writes it if `descriptor` is `signed`. */
export function zipOf(files: readonly BuiltFile[], archive: BuiltArchive = {}): Buffer {
  const pieces: Buffer[] = [archive.before ?? Buffer.alloc(0)];
  const records: Buffer[] = [];
  let offset = pieces[0]?.length ?? 0;
  for (const file of files) {
    const { local, record } = encode(file, offset);
    pieces.push(local);
    records.push(record);
    offset += local.length;
  }
  const directory = Buffer.concat([...records, archive.signature ?? Buffer.alloc(0)]);
  const end = trailer(archive, archive.count ?? files.length, offset, directory.length);
  return Buffer.concat([...pieces, directory, end, archive.behind ?? Buffer.alloc(0)]);
}

/** The trailer; preceded by its ZIP64 form for more files than 16 bits can count. */
function trailer({ disk, comment = '' }: BuiltArchive, count: number, start: number, length: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(disk ?? 0, 4);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(start, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  const zip64 = Buffer.alloc(count < 0xffff ? 0 : 76);
  if (zip64.length > 0) {
    zip64.writeUInt32LE(0x06064b50, 0);
    zip64.writeBigUInt64LE(44n, 4);
    zip64.writeBigUInt64LE(BigInt(count), 24);
    zip64.writeBigUInt64LE(BigInt(count), 32);
    zip64.writeBigUInt64LE(BigInt(length), 40);
    zip64.writeBigUInt64LE(BigInt(start), 48);
    zip64.writeUInt32LE(0x07064b50, 56);
    zip64.writeBigUInt64LE(BigInt(start + length), 64);
    zip64.writeUInt32LE(1, 72);
  }
  return Buffer.concat([zip64, end, Buffer.from(comment)]);
}

function encode(file: BuiltFile, offset: number): { local: Buffer; record: Buffer } {
  const content = Buffer.from(file.content ?? '');
  const method = file.method ?? 8;
  const packed = file.packed ?? (method === 8 ? deflateRawSync(content) : content);
  const [packedBytes, unpackedBytes] = [packed.length, content.length];
  const facts = { crc32: crc32(content), packedBytes, unpackedBytes };
  const flags = (file.withoutNameFlag ? 0 : UTF8_NAME) | (file.flags ?? 0) | (file.descriptor ? 0x0008 : 0);
  const name = Buffer.from(file.name);
  const extra = file.extra ?? Buffer.alloc(0);
  const before = file.descriptor ? { crc32: 0, packedBytes: 0, unpackedBytes: 0 } : { ...facts, ...file.claims };
  const localName = Buffer.from(file.localName ?? name);
  const local = Buffer.concat([
    Buffer.from([0x50, 0x4b, 3, 4]),
    headerFacts(flags, method, before, localName.length, extra.length),
    localName,
    extra,
    packed,
    file.descriptor ? descriptor(file.descriptor, facts) : Buffer.alloc(0),
    file.gap ?? Buffer.alloc(0),
  ]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(file.claims?.headerOffset ?? offset, 10);
  const record = Buffer.concat([
    Buffer.from([0x50, 0x4b, 1, 2, 20, 0]),
    headerFacts(flags, method, { ...facts, ...file.claims }, name.length, 0),
    tail,
    name,
  ]);
  return { local, record };
}

interface Facts {
  crc32: number;
  packedBytes: number;
  unpackedBytes: number;
}

function headerFacts(flags: number, method: number, facts: Facts, name: number, extra: number): Buffer {
  const buffer = Buffer.alloc(26);
  buffer.writeUInt16LE(20, 0);
  buffer.writeUInt16LE(flags, 2);
  buffer.writeUInt16LE(method, 4);
  buffer.writeUInt16LE(0x0021, 8);
  buffer.writeUInt32LE(facts.crc32, 10);
  buffer.writeUInt32LE(facts.packedBytes, 14);
  buffer.writeUInt32LE(facts.unpackedBytes, 18);
  buffer.writeUInt16LE(name, 22);
  buffer.writeUInt16LE(extra, 24);
  return buffer;
}

function descriptor(form: 'signed' | 'unsigned' | 'zip64', { crc32: sum, packedBytes, unpackedBytes }: Facts): Buffer {
  const wide = form === 'zip64';
  const values = Buffer.alloc(wide ? 20 : 12);
  values.writeUInt32LE(sum, 0);
  if (wide) {
    values.writeBigUInt64LE(BigInt(packedBytes), 4);
    values.writeBigUInt64LE(BigInt(unpackedBytes), 12);
  } else {
    values.writeUInt32LE(packedBytes, 4);
    values.writeUInt32LE(unpackedBytes, 8);
  }
  return form === 'unsigned' ? values : Buffer.concat([Buffer.from([0x50, 0x4b, 7, 8]), values]);
}
