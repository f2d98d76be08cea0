/** Checks whether bytes are valid UTF-8 as a whole. Runtimes provide it under different names. */
export type IsUtf8 = (bytes: Uint8Array) => boolean;

const LF = 10;
const CR = 13;

/** Checks whether the bytes of a streamed file are UTF-8. */
export class EncodingCheck {
  readonly problem = 'The file is not UTF-8 text';
  readonly #isUtf8: IsUtf8;
  /** The first bytes of a character that is split between two pieces. */
  #cut: Uint8Array = new Uint8Array(0);

  constructor(isUtf8: IsUtf8) {
    this.#isUtf8 = isUtf8;
  }

  /** The number of valid bytes at the piece's beginning: all, or those before the first line that is not UTF-8. */
  check(piece: Uint8Array): number {
    const bytes = joinAll([this.#cut, piece]);
    const whole = bytes.length - cutCharacter(bytes);
    if (!this.#isUtf8(bytes.subarray(0, whole))) return Math.max(this.#goodLines(bytes) - this.#cut.length, 0);
    // Copied, but not with `slice`, which does not copy Node's buffers.
    this.#cut = new Uint8Array(bytes.subarray(whole));
    return piece.length;
  }

  get endsInsideCharacter(): boolean {
    return this.#cut.length > 0;
  }

  /** The number of bytes before the first line that is not UTF-8. Line ends never occur inside a character. */
  #goodLines(bytes: Uint8Array): number {
    const ends = [0];
    bytes.forEach((byte, at) => {
      if (byte === LF || byte === CR) ends.push(at + 1);
    });
    let good = 0;
    let bad = ends.length;
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if (this.#isUtf8(bytes.subarray(0, ends[middle]))) good = middle;
      else bad = middle;
    }
    return ends[good] ?? 0;
  }
}

/** Joins all pieces; where only one is not empty, returns it without copying. */
export function joinAll(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const filled = pieces.filter(({ length }) => length > 0);
  if (filled.length === 1) return filled[0] as Uint8Array<ArrayBuffer>;
  const all = new Uint8Array(filled.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const piece of filled) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** The number of bytes of an incomplete character at the end. */
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

/** Number of bytes at a file's beginning that identify its format. */
export const SIGNATURE_BYTES = 8;

/** The advice for a file that is UTF-16 and read as UTF-8, without its full stop. */
export const LOOKS_LIKE_UTF_16 = 'It looks like UTF-16: save it as UTF-8';

const SIGNATURES: readonly (readonly [bytes: readonly number[], advice: string])[] = [
  [[0x1f, 0x8b], 'It looks like gzip: name it .csv.gz.'],
  [[0x50, 0x4b, 0x03, 0x04], 'It looks like an Excel workbook or another ZIP archive: save the sheet as CSV UTF-8.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'It looks like an Excel workbook: save the sheet as CSV UTF-8.'],
  [[0x25, 0x50, 0x44, 0x46], 'It looks like a PDF: export the data as CSV UTF-8.'],
  [[0xff, 0xfe, 0x00, 0x00], 'It looks like UTF-32: save it as UTF-8.'],
  [[0x00, 0x00, 0xfe, 0xff], 'It looks like UTF-32: save it as UTF-8.'],
  [[0xff, 0xfe], `${LOOKS_LIKE_UTF_16}.`],
  [[0xfe, 0xff], `${LOOKS_LIKE_UTF_16}.`],
];

/**
 * Why a file that is not UTF-8 is refused, with its probable format, where its first bytes tell.
 *
 * @param start the file's first {@link SIGNATURE_BYTES} bytes, or fewer
 */
export function notUtf8Problem(start: Uint8Array): string {
  const advice = SIGNATURES.find(([bytes]) => bytes.every((byte, at) => start[at] === byte))?.[1] ?? textAdvice(start);
  return `CSV file must be UTF-8 encoded.${advice === undefined ? '' : ` ${advice}`}`;
}

/** Detects UTF-16 without a byte order mark: in mostly ASCII text every other byte is a NUL. */
function textAdvice(start: Uint8Array): string | undefined {
  const [first, second] = start;
  if (first === undefined || second === undefined || (first === 0) === (second === 0)) return undefined;
  return `${LOOKS_LIKE_UTF_16}.`;
}
