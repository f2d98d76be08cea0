/** A line whose SKU a later line repeats. */
export interface RepeatedLine {
  line: number;
  sku: string;
  /** The last line with the SKU, which is the one that counts. */
  lastLine: number;
}

/** Less than the number of entries that a Map of V8 can have. */
const MAP_ENTRIES = 2 ** 23;

/**
 * Remembers the line of each SKU, which takes some 150 bytes of memory for each product of the feed. Keeps only as many
 * repeated lines as are needed.
 */
export class RepeatedSkus {
  /** Number of lines whose SKU a later line repeats. */
  duplicates = 0;
  readonly #kept: number;
  readonly #lastLines: Map<string, number>[] = [new Map()];
  #earlier: Omit<RepeatedLine, 'lastLine'>[] = [];

  /** @param kept number of repeated lines to keep */
  constructor(kept: number) {
    this.#kept = kept;
  }

  /** Adds a row. Rows must be added in their order. */
  note(sku: string, line: number): void {
    const known = this.#mapOf(sku);
    if (!known) {
      this.#mapWithRoom().set(sku, line);
      return;
    }
    this.duplicates += 1;
    this.#earlier.push({ line: known.get(sku) ?? 0, sku });
    known.set(sku, line);
    // Only from time to time, so that sorting takes little time.
    if (this.#earlier.length > 2 * this.#kept + 1_000) this.#earlier = this.#first();
  }

  /** The first repeated lines, in the order of the file. */
  first(): RepeatedLine[] {
    return this.#first().map(({ line, sku }) => ({ line, sku, lastLine: this.#mapOf(sku)?.get(sku) ?? 0 }));
  }

  #first(): Omit<RepeatedLine, 'lastLine'>[] {
    return this.#earlier.sort((a, b) => a.line - b.line).slice(0, this.#kept);
  }

  #mapOf(sku: string): Map<string, number> | undefined {
    return this.#lastLines.find((map) => map.has(sku));
  }

  #mapWithRoom(): Map<string, number> {
    const last = this.#lastLines.at(-1);
    if (last && last.size < MAP_ENTRIES) return last;
    const next = new Map<string, number>();
    this.#lastLines.push(next);
    return next;
  }
}
