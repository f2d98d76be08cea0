import type { Logger } from 'pino';
import { Wakeup } from './wakeup.ts';

export interface PollingLoopParts {
  readonly log: Logger;
  /** What the log says where a round fails. Nothing is lost: the next round tries it again. */
  readonly failure: string;
  /** Does what there is to do. @returns whether nothing more can be done now */
  round(): Promise<boolean>;
}

/** Without an announcement, work is looked for this often. */
export const POLL_MS = 1_000;

/** Looks for work again and again until it is stopped: at once while there is some, else when it is woken or after a second. */
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

  /** Looks for work at once, since something was announced. */
  wake(): void {
    this.#wakeup.now();
  }

  /** Looks for work at a time in milliseconds since 1970, or earlier. */
  wakeAt(time: number): void {
    this.#wakeup.at(time);
  }

  /** Waits for the round that is under way, and begins no other. */
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
