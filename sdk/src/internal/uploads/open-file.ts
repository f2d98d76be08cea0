/**
 * The content of a file while it is read. It can be closed while a piece is waited for, which ends whatever gives the
 * pieces, such as a download that has fallen silent.
 */
export class OpenFile {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #isClosed = false;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
  }

  /** The pieces, once. @throws Error where it was closed before its end: what came so far must not pass for the file */
  async *pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const { done, value } = await this.#reader.read();
        if (this.#isClosed) throw new Error('The file was closed before its end.');
        if (done) return;
        yield value;
      }
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#reader.cancel().catch(() => undefined);
  }
}
