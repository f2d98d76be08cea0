import type { ImportFormat } from '@commerce-integration/contract';
import { withFirstBytes } from '../../archives/first-bytes.ts';
import { ImportRefused } from '../import-refused.ts';

/** Files that are no text, by their first bytes, and what their sender can do. */
const OTHER_FILES: readonly { readonly start: Buffer; readonly refusal: (type: ImportFormat) => string }[] = [
  {
    start: Buffer.from('PK\x03\x04', 'latin1'),
    refusal: (type) =>
      `The file is a workbook or a ZIP, and the format of the descriptor is ${type}: save it as ${type}, or give the descriptor the format xlsx.`,
  },
  {
    start: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    refusal: (type) => `The file is a workbook or another document of an office program: save it as ${type}.`,
  },
  { start: Buffer.from([0x1f, 0x8b]), refusal: (type) => `The file is packed with gzip, and not ${type}: unpack it.` },
  { start: Buffer.from('%PDF-'), refusal: (type) => `The file is a PDF, and not ${type}.` },
];
const LONGEST = Math.max(...OTHER_FILES.map(({ start }) => start.length));

/**
 * The bytes of a file whose format is a text. What is read as text by mistake would be refused for its encoding.
 *
 * @throws ImportRefused for a file of a well-known other kind, and says which
 */
export async function* textBytes(source: AsyncIterable<Uint8Array>, type: ImportFormat): AsyncGenerator<Buffer> {
  const { first, bytes } = await withFirstBytes(source, LONGEST);
  assertText(first, type);
  yield* bytes;
}

/** @throws ImportRefused as `textBytes` */
export function assertText(beginning: Buffer, type: ImportFormat): void {
  const other = OTHER_FILES.find(({ start }) => beginning.subarray(0, start.length).equals(start));
  if (other) throw new ImportRefused(other.refusal(type));
}
