import { AbortError } from '../../errors/errors.ts';

/**
 * Settles as `work` does, and leaves nothing behind on the signal.
 *
 * @throws AbortError as soon as the signal fires, whether or not `work` minds it
 */
export function orAborted<T>(work: T | PromiseLike<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(new AbortError(signal));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener('abort', stop));
  });
}
