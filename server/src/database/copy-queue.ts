/** Some rows, encoded for COPY. */
export interface CopyPiece {
  readonly bytes: Buffer;
  readonly rows: number;
}

/** Bytes that may wait for the database before the producer is told to. */
const CAPACITY = 8 * 1024 * 1024;

/**
 * Encoded rows on their way from one producer to one consumer, so that the one works while the database keeps the other
 * waiting. A failure on either side wakes up both.
 */
export class CopyQueue<Piece extends CopyPiece = CopyPiece> {
  #pieces: Piece[] = [];
  #bytes = 0;
  #closed = false;
  #failure: { error: unknown } | undefined;
  #waiting: (() => void)[] = [];

  /** Adds a piece, whatever the room: the producer then asks for room before it goes on. */
  push(piece: Piece): void {
    this.#pieces.push(piece);
    this.#bytes += piece.bytes.length;
    this.#signal();
  }

  /** Undefined where there is room, otherwise a promise of it. Rejects when the consumer has failed. */
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

  /** No piece will come any more. */
  close(): void {
    this.#closed = true;
    this.#signal();
  }

  /** Ends it for both sides. The first error counts. */
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
