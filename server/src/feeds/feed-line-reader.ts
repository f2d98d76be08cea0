const LF = 10;
const CR = 13;

/** The lines of a file that streams by, kept until they are asked for or passed over. */
export class LineReader {
  #first = 1;
  #lines: Buffer[] = [];
  /** The beginning of a line whose end has not come yet. */
  #rest: Buffer = Buffer.alloc(0);

  /** Passes a file's bytes on and keeps its lines. */
  async *watch(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      this.#add(chunk);
      yield chunk;
    }
    if (this.#rest.length > 0) this.#lines.push(this.#rest);
  }

  /**
   * The text from one line to before another, without the line end and blank lines at its end. These and all lines
   * before are forgotten.
   */
  take(from: number, to: number): string {
    const passed = Math.min(to - this.#first, this.#lines.length);
    const lines = this.#lines.slice(from - this.#first, passed);
    this.#lines = this.#lines.slice(passed);
    this.#first += passed;
    while (lines.length > 1 && isBlank(lines.at(-1))) lines.pop();
    return Buffer.concat(lines)
      .toString('utf8')
      .replace(/\r?\n$|\r$/, '');
  }

  #add(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let begin = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] === CR && at + 1 === bytes.length) break;
      if (bytes[at] !== LF && (bytes[at] !== CR || bytes[at + 1] === LF)) continue;
      this.#lines.push(bytes.subarray(begin, at + 1));
      begin = at + 1;
    }
    this.#rest = bytes.subarray(begin);
  }
}

function isBlank(line: Buffer | undefined): boolean {
  return line?.toString('latin1').trim() === '';
}
