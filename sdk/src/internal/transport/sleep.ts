import { AbortError } from '../../errors/errors.ts';

/** The longest delay a timer takes: above it, Node's fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A delay that a timer does as meant: none is negative, not a number, or too long. */
export function timerDelay(ms: number): number {
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), MAX_TIMER_MS);
}

/**
 * Resolves after `ms` milliseconds, and leaves nothing behind on the signal.
 *
 * @throws AbortError at once when the signal fires
 */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new AbortError(signal));
    const wake = () => {
      clearTimeout(timer);
      reject(new AbortError(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', wake);
      resolve();
    }, timerDelay(ms));
    signal?.addEventListener('abort', wake, { once: true });
  });
}
