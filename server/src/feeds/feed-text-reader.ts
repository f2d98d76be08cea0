import { isUtf8 } from 'node:buffer';

/** A feed file that cannot be read on. The message is a cause that a partner can act on. */
export class FeedFileError extends Error {
  override readonly name = 'FeedFileError';
  /** The line at which the row begins that cannot be read. */
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

const LF = 10;
const CR = 13;

/** Watches the bytes of a file go by: are they UTF-8, and may there be a NUL among them? */
export class TextReader {
  readonly problem = 'The file is not UTF-8 text';
  /** Whether there was a NUL in the last piece. */
  hasNul = false;
  /** The first bytes of a character that a piece of the file cut in two. */
  #cut: Buffer = Buffer.alloc(0);

  /** How many bytes at the piece's beginning are good: all of them, or those before the first line that is not UTF-8. */
  check(piece: Buffer): number {
    this.hasNul = piece.includes(0);
    const bytes = this.#cut.length > 0 ? Buffer.concat([this.#cut, piece]) : piece;
    const whole = bytes.length - cutCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return Math.max(goodLines(bytes) - this.#cut.length, 0);
    this.#cut = Buffer.from(bytes.subarray(whole));
    return piece.length;
  }

  get endsInsideCharacter(): boolean {
    return this.#cut.length > 0;
  }
}

/** How many bytes stand before the first line that is not UTF-8. Line ends never stand inside a character. */
function goodLines(bytes: Buffer): number {
  const ends = [0];
  bytes.forEach((byte, at) => {
    if (byte === LF || byte === CR) ends.push(at + 1);
  });
  let good = 0;
  let bad = ends.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(bytes.subarray(0, ends[middle]))) good = middle;
    else bad = middle;
  }
  return ends[good] ?? 0;
}

/** How many bytes at the end begin a character that is not complete. */
function cutCharacter(bytes: Buffer): number {
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
