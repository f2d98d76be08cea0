const LF = 10;
const CR = 13;

/** The bytes of a file that streams by, kept until they are taken or passed over. */
export class FeedBytes {
  #pieces: Buffer[] = [];
  /** Where in the file the kept bytes begin. */
  #begin = 0;

  /** Passes a file's bytes on and keeps them. */
  async *watch(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of source) {
      this.#pieces.push(piece);
      yield piece;
    }
  }

  /** The text between two places in the file, without line ends around it. It and all before it are forgotten. */
  take(begin: number, end: number): string {
    const bytes = this.#joined();
    let [from, to] = [Math.max(begin - this.#begin, 0), end - this.#begin];
    while (from < to && isLineEnd(bytes[from])) from += 1;
    while (from < to && isLineEnd(bytes[to - 1])) to -= 1;
    this.forget(end);
    return bytes.toString('utf8', from, to);
  }

  /** Forgets all before a place. */
  forget(end: number): void {
    this.#pieces = [this.#joined().subarray(end - this.#begin)];
    this.#begin = end;
  }

  /** Forgets the line ends at the beginning, so that blank lines without end do not stay. */
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
