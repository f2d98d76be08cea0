import { type ArchiveEntry, ENTRY_CONTENT } from '@commerce-integration/contract/rules';

// PKWARE's APPNOTE.TXT, 4.3.7 (local file header), 4.3.9 (data descriptor) and 4.5.3 (ZIP64 sizes).

const HEADER = 30;
const SIGNATURE = 0x04034b50;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const ZIP64 = 0x0001;
const IN_ZIP64 = 0xffffffff;
/** Flag: the sizes come after the data. */
const HAS_DESCRIPTOR = 0x0008;
/** Flags that change how bytes are read: encryption, and the position of the sizes. */
const MUST_AGREE = 0x0001 | HAS_DESCRIPTOR;

/** The largest number of bytes around an entry's data: header, name, extra fields, descriptor. */
export const MOST_AROUND = HEADER + 2 * 0xffff + 24;

/**
 * The offset of an entry's data, or how its local header or descriptor differs from the directory, as the end of a
 * sentence.
 */
export type EntryPlace = { dataOffset: number } | { problem: string };

/**
 * Checks that an entry's local header agrees with the directory, so that sequential readers such as Java's
 * `ZipInputStream` find the same files.
 *
 * @param region the bytes from the entry's header to the next entry's, or at least their beginning and end
 * @param length of the region
 */
export function placeOf(entry: ArchiveEntry, region: Buffer, length: number): EntryPlace {
  if (region.length < HEADER || region.readUInt32LE(0) !== SIGNATURE) return { problem: ENTRY_CONTENT.noHeader };
  const nameEnd = HEADER + region.readUInt16LE(26);
  const before = nameEnd + region.readUInt16LE(28);
  const behind = length - before - entry.packedBytes;
  if (behind < 0) return { problem: 'overlaps the one that follows.' };
  const agrees =
    region.subarray(HEADER, nameEnd).equals(Buffer.from(entry.name)) &&
    region.readUInt16LE(8) === entry.method &&
    ((region.readUInt16LE(6) ^ entry.flags) & MUST_AGREE) === 0 &&
    (entry.flags & HAS_DESCRIPTOR ? true : sizesAgree(entry, region, nameEnd, before));
  if (!agrees) return { problem: 'has a header that is at odds with the directory.' };
  if (!(entry.flags & HAS_DESCRIPTOR)) return behind === 0 ? { dataOffset: entry.headerOffset + before } : STRAY;
  const descriptor = region.subarray(region.length - behind);
  return descriptorAgrees(entry, descriptor) ? { dataOffset: entry.headerOffset + before } : STRAY;
}

export const STRAY_BYTES = 'is followed by bytes that belong to no entry.';
const STRAY: EntryPlace = { problem: STRAY_BYTES };

function sizesAgree(entry: ArchiveEntry, region: Buffer, extraStart: number, extraEnd: number): boolean {
  let packed = region.readUInt32LE(18);
  let unpacked = region.readUInt32LE(22);
  if (packed === IN_ZIP64 || unpacked === IN_ZIP64) {
    const sizes = zip64Sizes(region.subarray(extraStart, extraEnd));
    if (!sizes) return false;
    if (unpacked === IN_ZIP64) unpacked = sizes.shift() ?? -1;
    if (packed === IN_ZIP64) packed = sizes.shift() ?? -1;
  }
  return region.readUInt32LE(14) === entry.crc32 && packed === entry.packedBytes && unpacked === entry.unpackedBytes;
}

/** The sizes in the ZIP64 extra field. */
function zip64Sizes(extra: Buffer): number[] | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from({ length: Math.floor(field.length / 8) }, (_, n) => Number(field.readBigUInt64LE(8 * n)));
  }
  return undefined;
}

/**
 * Checks the data descriptor: checksum and sizes, with or without signature, with sizes of four or (ZIP64) eight bytes.
 */
function descriptorAgrees(entry: ArchiveEntry, bytes: Buffer): boolean {
  const signed = bytes.length === 16 || bytes.length === 24;
  if (!signed && bytes.length !== 12 && bytes.length !== 20) return false;
  if (signed && bytes.readUInt32LE(0) !== DESCRIPTOR_SIGNATURE) return false;
  const values = bytes.subarray(signed ? 4 : 0);
  const [packed, unpacked] =
    values.length === 12
      ? [values.readUInt32LE(4), values.readUInt32LE(8)]
      : [Number(values.readBigUInt64LE(4)), Number(values.readBigUInt64LE(12))];
  return values.readUInt32LE(0) === entry.crc32 && packed === entry.packedBytes && unpacked === entry.unpackedBytes;
}
