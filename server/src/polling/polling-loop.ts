import type { Logger } from 'pino';
import { Wakeup } from './wakeup.ts';

export interface PollingLoopParts {
  readonly log: Logger;
  /** The log message for a failed round. Nothing is lost: the next round retries. */
  readonly failure: string;
  /** Does the available work. @returns whether nothing more can be done now */
  round(): Promise<boolean>;
}

/** Polling interval for work without an announcement. */
export const POLL_MS = 1_000;

/** Looks for work until it is stopped: again at once while there is some, otherwise when woken or after a second. */
export class PollingLoop {
  readonly #parts: PollingLoopParts;
  readonly #wakeup = new Wakeup();
  #isStopping = false;
  #work: Promise<void> | undefined;

  constructor(parts: PollingLoopParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#work = this.#rounds();
  }

  /** Looks for work at once, after an announcement. */
  wake(): void {
    this.#wakeup.now();
  }

  /** Looks for work at a time in milliseconds since 1970, or earlier. */
  wakeAt(time: number): void {
    this.#wakeup.at(time);
  }

  /** Waits for the current round and starts no other. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wakeup.now();
    await this.#work;
  }

  async #rounds(): Promise<void> {
    while (!this.#isStopping) {
      let isIdle = true;
      try {
        isIdle = await this.#parts.round();
      } catch (error) {
        // The database may be restarting.
        this.#parts.log.warn({ err: error }, this.#parts.failure);
      }
      if (isIdle) await this.#wakeup.after(POLL_MS);
    }
  }
}
