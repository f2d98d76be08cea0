import { LIMITS, Problem, type RouteAccess } from '@commerce-integration/contract';
import type { Request, RequestHandler } from 'express';
import { ConcurrentCalls } from './concurrent-calls.ts';

/** Soon enough to go on as another download ends, and no more often than a list is asked for. */
const RETRY_AFTER_SECONDS = 5;
const LISTENERS = 20;

/**
 * Lets each key have so many downloads running: each keeps a stream open for as long as its client takes to read it.
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
    // What a stream is made of listens for its end, one by one.
    if (isDownload) res.setMaxListeners(LISTENERS);
    next();
  };
}
