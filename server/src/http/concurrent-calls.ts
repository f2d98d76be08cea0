import { LIMITS, Problem, type RouteAccess } from '@commerce-integration/contract';
import type { Request, RequestHandler, Response } from 'express';

/** Counts the running calls of one kind for each key in this process. */
export class ConcurrentCalls {
  readonly #most: number;
  readonly #running = new Map<number, number>();

  /** @param most the largest number of running calls for each key */
  constructor(most: number) {
    this.#most = most;
  }

  /** Counts a call until its response has ended; returns false if the key has reached its limit. */
  admit(res: Response): boolean {
    const key = res.locals.caller.apiKeyId;
    const running = this.#running.get(key) ?? 0;
    if (running >= this.#most) return false;
    // If the client has already disconnected, there will be no `close` event.
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

/** Short enough to use the slot of a finished download soon, and long enough not to cause load. */
const RETRY_AFTER_SECONDS = 5;
const LISTENERS = 20;

/**
 * Limits the concurrent downloads of each key: each keeps a stream open for as long as its client reads.
 *
 * @throws Problem `rate_limited`
 */
export function limitDownloads(): RequestHandler {
  const downloads = new ConcurrentCalls(LIMITS.concurrentDownloads);
  return (req, res, next) => {
    const { tsRestRoute } = req as Request & { tsRestRoute?: { metadata?: unknown } };
    const isDownload = (tsRestRoute?.metadata as Partial<RouteAccess> | undefined)?.download ?? false;
    if (isDownload && !downloads.admit(res)) {
      const message = `This key has ${LIMITS.concurrentDownloads} downloads running: wait until one of them has ended.`;
      throw new Problem('rate_limited', message, { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    // Each part of a stream adds its own listener to the response.
    if (isDownload) res.setMaxListeners(LISTENERS);
    next();
  };
}
