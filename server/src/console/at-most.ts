/** Runs so many works at once, and the others in the order in which they came. */
export class AtMost {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#free = most;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((begin) => this.#waiting.push(begin));
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over, so that nobody who comes now is before them.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
