import { Problem } from '@commerce-integration/contract';
import type { MockRateLimit } from '../mock-options.ts';

interface Count {
  calls: number;
  /** When calls are let through again. */
  refusedUntil: number | undefined;
}

/** Counts the calls of each key. */
export class MockRateCounter {
  readonly #counts = new Map<string, Count>();

  /**
   * Counts a call and says in its headers how many are left.
   *
   * @param key whose calls are counted together
   * @throws Problem `rate_limited`
   */
  count(key: string, { after, retryAfterSeconds }: MockRateLimit, headers: Headers): void {
    const now = Date.now();
    const known = this.#counts.get(key);
    const isOver = known === undefined || (known.refusedUntil ?? Number.POSITIVE_INFINITY) <= now;
    const count = isOver ? { calls: 0, refusedUntil: undefined } : known;
    this.#counts.set(key, count);
    count.calls += 1;
    const left = Math.max(0, after - count.calls);
    headers.set('ratelimit-policy', `"per-minute"; q=${after}; w=${Math.ceil(retryAfterSeconds)}`);
    headers.set('ratelimit', `"per-minute"; r=${left}; t=${Math.ceil(retryAfterSeconds)}`);
    if (count.calls <= after) return;
    count.refusedUntil ??= now + retryAfterSeconds * 1_000;
    const seconds = Math.ceil((count.refusedUntil - now) / 1_000);
    throw new Problem('rate_limited', `Over ${after} calls in a minute: wait ${seconds} s.`, {
      retryAfterSeconds: seconds,
    });
  }

  clear(): void {
    this.#counts.clear();
  }
}
