/** A chunk of rows, encoded for COPY. */
export interface CopyPiece {
  readonly bytes: Buffer;
  readonly rows: number;
}

/** Bytes that may wait for the database before the producer has to wait as well. */
const CAPACITY = 8 * 1024 * 1024;

/**
 * Passes encoded rows from one producer to one consumer, so that the producer continues while the consumer waits for
 * the database. A failure on either side fails the other.
 */
export class CopyQueue<Piece extends CopyPiece = CopyPiece> {
  #pieces: Piece[] = [];
  #bytes = 0;
  #closed = false;
  #failure: { error: unknown } | undefined;
  #waiting: (() => void)[] = [];

  /** Adds a piece, even over the capacity: the producer awaits `room` before it adds the next. */
  push(piece: Piece): void {
    this.#pieces.push(piece);
    this.#bytes += piece.bytes.length;
    this.#signal();
  }

  /**
   * Undefined if there is room, otherwise a promise that resolves once there is. Rejects when the consumer has failed.
   */
  room(): Promise<void> | undefined {
    if (this.#failure) throw this.#failure.error;
    return this.#bytes < CAPACITY ? undefined : this.#waitForRoom();
  }

  /** The next piece; undefined after the last. Rejects when the producer has failed. */
  async take(): Promise<Piece | undefined> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      const piece = this.#pieces.shift();
      if (piece) {
        this.#bytes -= piece.bytes.length;
        this.#signal();
        return piece;
      }
      if (this.#closed) return undefined;
      await this.#change();
    }
  }

  /** Ends the queue: no more pieces will be pushed. */
  close(): void {
    this.#closed = true;
    this.#signal();
  }

  /** Fails both sides with an error. Later errors are ignored. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#pieces = [];
    this.#signal();
  }

  async #waitForRoom(): Promise<void> {
    while (this.#bytes >= CAPACITY && !this.#failure) await this.#change();
    if (this.#failure) throw this.#failure.error;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #signal(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/**
 * The text format of COPY (PostgreSQL manual, "COPY", "Text Format"): cells separated by tabs, NULL written as `\N`.
 */

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const EVERY_ESCAPE = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A text or NULL as a cell of COPY's text format. The text must not contain NUL, which PostgreSQL cannot hold. */
export function copyCell(text: string | null): string {
  if (text === null) return '\\N';
  return NEEDS_ESCAPE.test(text) ? text.replace(EVERY_ESCAPE, (character) => ESCAPES[character] as string) : text;
}
