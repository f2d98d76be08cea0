import { ApiError } from '../../errors/api-error.ts';
import { ConnectionError, TimeoutError } from '../../errors/errors.ts';

const FIRST_MS = 500;
const LONGEST_MS = 8_000;
const LONGEST_RETRY_AFTER_MS = 60_000;
/** The API frees the key of a call that went silent after 20 s: waiting longer than that sees every first call end. */
const IN_PROGRESS_MS = 30_000;

/**
 * The pause before the n-th repetition (from 0): 0.5 s, doubled each time up to 8 s, of which the upper half is left
 * to chance so that clients that failed together do not come back together.
 */
function backoffMs(repetition: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** repetition) * (0.5 + Math.random() / 2);
}

/**
 * Milliseconds that a `Retry-After` header asks for, in seconds or as a date (RFC 9110, section 10.2.3); at most 60 s.
 * Undefined where there is none, or none that makes sense.
 */
export function retryAfterMs(headers: Headers, now = Date.now()): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  const ms = /^[+-]?[\d.]+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  // A date just gone is an answer that came late: now is the time.
  const late = Number.isFinite(ms) && ms < 0 && !/^-/.test(text) ? 0 : ms;
  return Number.isFinite(late) && late >= 0 ? Math.min(late, LONGEST_RETRY_AFTER_MS) : undefined;
}

/** Whether a failed call may have taken effect all the same. */
export function isAmbiguous(error: unknown): boolean {
  return (
    error instanceof ConnectionError ||
    error instanceof TimeoutError ||
    (error instanceof ApiError && error.status >= 500)
  );
}

/** Decides for one call after each failed try. */
export class RetryPolicy {
  readonly #maxRetries: number;
  readonly #repeatable: boolean;
  #used = 0;
  #keyReplaced = false;
  #inProgressUntil: number | undefined;

  /** @param repeatable whether the call may be repeated when nobody knows if it took effect */
  constructor(maxRetries: number, repeatable: boolean) {
    this.#maxRetries = maxRetries;
    this.#repeatable = repeatable;
  }

  /** Milliseconds to wait before the next try; undefined where there is to be none. */
  pauseAfter(error: unknown): number | undefined {
    if (this.#maxRetries === 0) return undefined;
    const asked = error instanceof ApiError ? error.retryAfterMs : undefined;
    if (error instanceof ApiError && error.code === 'idempotency_in_progress') return this.#pauseForFirstCall(asked);
    if (!this.#mayRepeat(error) || this.#used >= this.#maxRetries) return undefined;
    const pause = asked ?? backoffMs(this.#used);
    this.#used += 1;
    return pause;
  }

  /** Whether the call may be sent once more with another key, after one that was refused. */
  mayReplaceKey(): boolean {
    const may = this.#maxRetries > 0 && !this.#keyReplaced;
    this.#keyReplaced = true;
    return may;
  }

  /** Our own first try is still being worked on: that is no failure, and does not use up the tries. */
  #pauseForFirstCall(asked: number | undefined): number | undefined {
    const now = Date.now();
    this.#inProgressUntil ??= now + IN_PROGRESS_MS;
    return now < this.#inProgressUntil ? Math.max(asked ?? FIRST_MS, 100) : undefined;
  }

  #mayRepeat(error: unknown): boolean {
    if (error instanceof ApiError && error.status === 429) return true;
    if (error instanceof ApiError && error.status === 501) return false;
    return this.#repeatable && (isAmbiguous(error) || (error instanceof ApiError && error.status === 408));
  }
}
