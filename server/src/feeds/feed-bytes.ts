const LF = 10;
const CR = 13;

/** Keeps the bytes of a streamed file until they are taken or dropped. */
export class FeedBytes {
  #pieces: Buffer[] = [];
  /** The offset of the kept bytes in the file. */
  #begin = 0;

  /** Passes a file's bytes on and keeps them. */
  async *watch(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of source) {
      this.#pieces.push(piece);
      yield piece;
    }
  }

  /** The text between two offsets in the file, without line ends around it. Drops this text and all before it. */
  take(begin: number, end: number): string {
    const bytes = this.#joined();
    let [from, to] = [Math.max(begin - this.#begin, 0), end - this.#begin];
    while (from < to && isLineEnd(bytes[from])) from += 1;
    while (from < to && isLineEnd(bytes[to - 1])) to -= 1;
    this.forget(end);
    return bytes.toString('utf8', from, to);
  }

  /** Drops all bytes before an offset. */
  forget(end: number): void {
    this.#pieces = [this.#joined().subarray(end - this.#begin)];
    this.#begin = end;
  }

  /** Drops the line ends at the beginning, so that a long run of blank lines takes no memory. */
  forgetLineEnds(): void {
    for (let [first] = this.#pieces; first; [first] = this.#pieces) {
      let count = 0;
      while (isLineEnd(first[count])) count += 1;
      this.#begin += count;
      if (count < first.length) {
        this.#pieces[0] = first.subarray(count);
        return;
      }
      this.#pieces.shift();
    }
  }

  #joined(): Buffer {
    const [first = Buffer.alloc(0)] = this.#pieces;
    return this.#pieces.length > 1 ? Buffer.concat(this.#pieces) : first;
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}
