import { LIMITS, Problem, type RouteAccess } from '@commerce-integration/contract';
import type { Request, RequestHandler } from 'express';
import { ConcurrentCalls } from './concurrent-calls.ts';

/** Short enough to use the room that a finished download leaves, and long enough not to be a load. */
const RETRY_AFTER_SECONDS = 5;
const LISTENERS = 20;

/**
 * Limits the downloads that each key has running: each keeps a stream open for as long as its client takes to read it.
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
