import type { Response } from 'express';

/** Counts the calls of one kind that each key has running in this process. */
export class ConcurrentCalls {
  readonly #most: number;
  readonly #running = new Map<number, number>();

  /** @param most the largest number of running calls for each key */
  constructor(most: number) {
    this.#most = most;
  }

  /** Counts a call until its response has ended; returns false where the key has no room for one more. */
  admit(res: Response): boolean {
    const key = res.locals.caller.apiKeyId;
    const running = this.#running.get(key) ?? 0;
    if (running >= this.#most) return false;
    // The client may have gone already; then there will be no `close` event.
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
