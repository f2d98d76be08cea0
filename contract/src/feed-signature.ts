/** Bytes at a file's beginning that tell what it is. */
export const SIGNATURE_BYTES = 8;

const SIGNATURES: readonly (readonly [bytes: readonly number[], advice: string])[] = [
  [[0x1f, 0x8b], 'It looks like gzip: name it .csv.gz.'],
  [[0x50, 0x4b, 0x03, 0x04], 'It looks like an Excel workbook or another ZIP archive: save the sheet as CSV UTF-8.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'It looks like an Excel workbook: save the sheet as CSV UTF-8.'],
  [[0x25, 0x50, 0x44, 0x46], 'It looks like a PDF: export the data as CSV UTF-8.'],
  [[0xff, 0xfe, 0x00, 0x00], 'It looks like UTF-32: save it as UTF-8.'],
  [[0x00, 0x00, 0xfe, 0xff], 'It looks like UTF-32: save it as UTF-8.'],
  [[0xff, 0xfe], 'It looks like UTF-16: save it as UTF-8.'],
  [[0xfe, 0xff], 'It looks like UTF-16: save it as UTF-8.'],
];

/**
 * Why a file is not taken that is no UTF-8 text: what it looks like instead, where its first bytes tell.
 *
 * @param start the file's first {@link SIGNATURE_BYTES} bytes, as far as they have come
 */
export function notUtf8Problem(start: Uint8Array): string {
  const advice = SIGNATURES.find(([bytes]) => bytes.every((byte, at) => start[at] === byte))?.[1] ?? textAdvice(start);
  return `CSV file must be UTF-8 encoded.${advice === undefined ? '' : ` ${advice}`}`;
}

/** UTF-16 without a mark: every other byte of what is mostly ASCII is a NUL. */
function textAdvice(start: Uint8Array): string | undefined {
  const [first, second] = start;
  if (first === undefined || second === undefined || (first === 0) === (second === 0)) return undefined;
  return 'It looks like UTF-16: save it as UTF-8.';
}
