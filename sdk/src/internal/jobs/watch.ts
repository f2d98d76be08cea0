import { AbortError } from '../../errors/errors.ts';
import type { Answer } from '../transport/answer.ts';
import type { Logger } from '../transport/logger.ts';
import { retryAfterMs } from '../transport/retry.ts';
import { sleep, timerDelay } from '../transport/sleep.ts';
import type { WatchPlan } from './wait-options.ts';

/** What a wait has seen when its time is over. */
export interface SeenFacts<T> {
  /** What was waited for, at the last poll. */
  last: T | undefined;
  attempts: number;
  elapsedMs: number;
  /** How often each status was seen. */
  observed: Readonly<Record<string, number>>;
}

/** What is waited for. */
export interface Watched<T extends { status: string }> {
  /** In a sentence. */
  readonly name: string;
  /** All statuses that are known. */
  readonly statuses: readonly string[];
  /** How long the API waits at most before it answers, in milliseconds; 0 where it answers at once. */
  readonly longestHoldMs: number;
  readonly logger: Logger;
  get(holdMs: number, signal: AbortSignal): Promise<Answer<T>>;
  /** @throws what ends the wait with an error */
  isOver(state: T): boolean;
  timeout(facts: SeenFacts<T>): Error;
}

/** Milliseconds that the answer to the last poll may take, which is sent when the time is over. */
const LAST_LOOK_MS = 500;

/** One wait: its clock, what it has seen, and a signal that ends a poll when the time is over. */
export class Watch<T extends { status: string }> {
  readonly #watched: Watched<T>;
  readonly #plan: WatchPlan<T>;
  readonly #startedAt = Date.now();
  readonly #controller = new AbortController();
  readonly #stop = () => this.#controller.abort();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #observed: Record<string, number> = {};
  #attempts = 0;
  #last: T | undefined;

  constructor(watched: Watched<T>, plan: WatchPlan<T>) {
    this.#watched = watched;
    this.#plan = plan;
    this.#timer = setTimeout(this.#stop, timerDelay(plan.timeoutMs + LAST_LOOK_MS));
    if (plan.signal?.aborted) this.#stop();
    else plan.signal?.addEventListener('abort', this.#stop, { once: true });
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#plan.signal?.removeEventListener('abort', this.#stop);
  }

  /** Polls until it is over. Call it once. */
  async untilOver(): Promise<T> {
    try {
      return await this.#poll();
    } finally {
      this.#close();
    }
  }

  async #poll(): Promise<T> {
    let pauseMs = this.#plan.minDelayMs;
    for (;;) {
      const isLast = this.#restMs() <= 0;
      const { state, askedMs, wasHeld } = await this.#look(
        isLast ? 0 : Math.min(pauseMs, this.#restMs(), this.#watched.longestHoldMs),
      );
      const isOver = this.#watched.isOver(state);
      pauseMs = this.#nextPause(askedMs, wasHeld);
      this.#report(state, isOver ? 0 : Math.min(pauseMs, Math.max(this.#restMs(), 0)));
      if (isOver) return state;
      if (isLast) throw this.#timeout();
      if (!wasHeld) await this.#inTime(sleep(Math.min(pauseMs, this.#restMs()), this.#controller.signal));
    }
  }

  /** Milliseconds until the last poll is due. */
  #restMs(): number {
    return this.#plan.timeoutMs - this.#elapsedMs();
  }

  /**
   * Exponential with jitter, between the first and the longest pause. If the API asks for a pause, it takes precedence:
   * exactly where the client sleeps, as a minimum where the API waits.
   */
  #nextPause(askedMs: number | undefined, wasHeld: boolean): number {
    const { minDelayMs, maxDelayMs } = this.#plan;
    // Where the API waits, the first pause was the one before its first answer.
    const before = this.#attempts - (this.#watched.longestHoldMs === 0 ? 1 : 0);
    const full = Math.min(maxDelayMs, minDelayMs * 2 ** Math.min(before, 30));
    const own = Math.max(minDelayMs, full * (0.75 + Math.random() / 4));
    if (askedMs === undefined) return own;
    return Math.max(askedMs, wasHeld ? own : minDelayMs);
  }

  async #look(holdMs: number): Promise<{ state: T; askedMs: number | undefined; wasHeld: boolean }> {
    this.#attempts += 1;
    const askedAt = Date.now();
    const get = this.#watched.get(holdMs, this.#controller.signal);
    const { data: state, response } = await this.#inTime(get);
    const wasHeld = holdMs > 0 && Date.now() - askedAt >= holdMs * 0.9;
    this.#note(state);
    return { state, askedMs: retryAfterMs(response.headers), wasHeld };
  }

  #note(state: T): void {
    const { status } = state;
    this.#last = state;
    const times = this.#observed[status] ?? 0;
    this.#observed[status] = times + 1;
    const { name, statuses, logger } = this.#watched;
    if (times === 0 && !statuses.includes(status))
      logger.warn(`${name} has the unknown status "${status}" and is treated as running.`);
  }

  #report(state: T, nextDelayMs: number): void {
    const progress = { attempt: this.#attempts, elapsedMs: this.#elapsedMs(), nextDelayMs };
    const { name, logger } = this.#watched;
    logger.debug(`${name} is ${state.status}; next poll in ${Math.round(nextDelayMs)} ms.`);
    this.#plan.onProgress?.(state, progress);
  }

  /** Turns an abort by the wait's own timer into a WaitTimeoutError. */
  async #inTime<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof AbortError)) throw error;
      throw this.#plan.signal?.aborted ? new AbortError(this.#plan.signal) : this.#timeout();
    }
  }

  #elapsedMs(): number {
    return Date.now() - this.#startedAt;
  }

  #timeout(): Error {
    return this.#watched.timeout({
      last: this.#last,
      attempts: this.#attempts,
      elapsedMs: this.#elapsedMs(),
      observed: this.#observed,
    });
  }
}
