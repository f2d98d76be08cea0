import {
  type ArchiveEntry,
  BATCH_ARCHIVE_RULES,
  DEFLATED,
  ENTRY_CONTENT,
  entryRefusal,
  entryRole,
  NAME_NOT_UTF8,
  NO_ARCHIVE,
} from '@commerce-integration/contract/rules';

/** The archive is not acceptable; the message names the entry. */
export class ZipRefused extends Error {
  override readonly name = 'ZipRefused';
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const TRAILER = 22;
const RECORD = 46;
const HEADER = 30;

/** The files and folders in the directory of an archive. Archives over 4 GB are not supported. @throws ZipRefused */
export function readZipDirectory(bytes: Uint8Array): ArchiveEntry[] {
  const view = viewOf(bytes);
  const end = findTrailer(bytes, view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ArchiveEntry[] = [];
  for (let number = 1; number <= count; number += 1) {
    if (at + RECORD > end || view.getUint32(at, true) !== 0x02014b50) {
      throw new ZipRefused(`The directory of the archive is damaged at entry number ${number}.`);
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = nameOf(bytes.subarray(at + RECORD, at + RECORD + nameLength));
    entries.push({
      name,
      role: entryRole(name, BATCH_ARCHIVE_RULES),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    });
    at += RECORD + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findTrailer(bytes: Uint8Array, view: DataView): number {
  for (let at = bytes.length - TRAILER; at >= 0 && at >= bytes.length - TRAILER - 0xffff; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw new ZipRefused(NO_ARCHIVE);
}

function nameOf(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new ZipRefused(entryRefusal(new TextDecoder('latin1').decode(bytes), NAME_NOT_UTF8));
  }
}

/** The content of a file. @throws ZipRefused where it does not agree with the directory */
export async function unpackZipEntry(
  bytes: Uint8Array<ArrayBuffer>,
  entry: ArchiveEntry,
): Promise<Uint8Array<ArrayBuffer>> {
  const refused = (problem: string) => new ZipRefused(entryRefusal(entry.name, problem));
  const view = viewOf(bytes);
  const at = entry.headerOffset;
  if (at + HEADER > bytes.length || view.getUint32(at, true) !== 0x04034b50) {
    throw refused(ENTRY_CONTENT.noHeader);
  }
  const start = at + HEADER + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = bytes.slice(start, start + entry.packedBytes);
  const content = entry.method === DEFLATED ? await inflate(packed) : packed;
  if (!content) throw refused(ENTRY_CONTENT.notUnpacked);
  if (content.length !== entry.unpackedBytes) throw refused(ENTRY_CONTENT.otherSize);
  if (crc32(content) !== entry.crc32) throw refused(ENTRY_CONTENT.otherChecksum);
  return content;
}

async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return undefined;
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of ZIP archives. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
