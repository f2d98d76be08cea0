import type { Response } from 'express';

/** Counts the calls of one kind that each key has running, in this process. */
export class ConcurrentCalls {
  readonly #most: number;
  readonly #running = new Map<number, number>();

  /** @param most of one key */
  constructor(most: number) {
    this.#most = most;
  }

  /** Counts a call until its answer has ended, where the key has room for one more; otherwise returns false. */
  admit(res: Response): boolean {
    const key = res.locals.caller.apiKeyId;
    const running = this.#running.get(key) ?? 0;
    if (running >= this.#most) return false;
    // The client may have gone already; then no `close` is to come.
    if (res.closed) return true;
    this.#running.set(key, running + 1);
    res.once('close', () => this.#end(key));
    return true;
  }

  #end(key: number): void {
    const left = (this.#running.get(key) ?? 1) - 1;
    if (left > 0) this.#running.set(key, left);
    else this.#running.delete(key);
  }
}
