import type { ImportFormat } from './formats.ts';

const GZIP = [0x1f, 0x8b];

/** Binary file types, by their first bytes, with advice for the sender. */
const OTHER_FILES: readonly { readonly start: readonly number[]; readonly problem: (type: ImportFormat) => string }[] =
  [
    {
      start: [0x50, 0x4b, 3, 4],
      problem: (type) =>
        `The file is a workbook or a ZIP, and the format of the descriptor is ${type}: save it as ${type}, or give the descriptor the format xlsx.`,
    },
    {
      start: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
      problem: (type) => `The file is a workbook or another document of an office program: save it as ${type}.`,
    },
    { start: GZIP, problem: (type) => `The file is packed with gzip, and not ${type}: unpack it.` },
    { start: [0x25, 0x50, 0x44, 0x46, 0x2d], problem: (type) => `The file is a PDF, and not ${type}.` },
  ];

/** The number of bytes that `otherFileProblem` needs. */
export const FILE_START_BYTES = Math.max(...OTHER_FILES.map(({ start }) => start.length));

/**
 * Why a file of another well-known type cannot be read as text: otherwise the error would blame its encoding or
 * columns.
 *
 * @param beginning of the file: at least its first `FILE_START_BYTES`, if it has so many
 */
export function otherFileProblem(beginning: Uint8Array, type: ImportFormat): string | undefined {
  return OTHER_FILES.find(({ start }) => startsWith(beginning, start))?.problem(type);
}

/** Whether a file is gzip (RFC 1952, section 2.3.1), whatever its name. */
export function isGzipStart(beginning: Uint8Array): boolean {
  return startsWith(beginning, GZIP);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
