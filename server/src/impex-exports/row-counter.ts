const LINE_END = 10;

/** Counts CSV rows in a byte stream: line ends outside quoted cells. */
export class RowCounter {
  readonly #quote: number;
  #isQuoted = false;

  constructor(quote: string) {
    this.#quote = quote.charCodeAt(0);
  }

  /** @returns the rows that end in a part */
  count(part: Buffer): number {
    let rows = 0;
    for (let from = 0; from < part.length; ) {
      const quote = part.indexOf(this.#quote, from);
      const until = quote === -1 ? part.length : quote;
      if (!this.#isQuoted) rows += lineEnds(part.subarray(from, until));
      if (quote !== -1) this.#isQuoted = !this.#isQuoted;
      from = until + 1;
    }
    return rows;
  }
}

function lineEnds(part: Buffer): number {
  let found = 0;
  for (let at = part.indexOf(LINE_END); at !== -1; at = part.indexOf(LINE_END, at + 1)) found += 1;
  return found;
}
