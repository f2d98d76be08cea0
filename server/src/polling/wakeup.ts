/** Lets a loop sleep until a time, or until it is woken. Waking it while it is awake ends the next sleep at once. */
export class Wakeup {
  #wake: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #next = Number.POSITIVE_INFINITY;

  /** Wakes it at once. */
  now(): void {
    this.at(0);
  }

  /** Wakes it at a time in milliseconds since 1970, or earlier. */
  at(time: number): void {
    if (time >= this.#next) return;
    this.#next = time;
    if (this.#wake) this.#set();
  }

  /** Sleeps until woken, but at most this many milliseconds. */
  async after(milliseconds: number): Promise<void> {
    this.#next = Math.min(this.#next, Date.now() + milliseconds);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#set();
    });
    this.#wake = undefined;
    this.#next = Number.POSITIVE_INFINITY;
  }

  #set(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#wake?.(), Math.max(0, this.#next - Date.now()));
  }
}
