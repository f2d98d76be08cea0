import { Problem } from '@commerce-integration/contract';
import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

const WINDOW_MS = 60_000;

/**
 * At most `perMinute` calls of one key in a minute, for each API process; the IETF `RateLimit` and `RateLimit-Policy`
 * headers tell how many are left. Calls without a valid key are counted by address.
 */
export function limitRate(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'per-minute',
    keyGenerator: (req, res) => {
      const caller = res.locals.caller as { apiKeyId: number } | undefined;
      return caller ? `key:${caller.apiKeyId}` : `ip:${ipKeyGenerator(req.ip ?? '')}`;
    },
    handler: (_req, res) => {
      const seconds = Number(res.getHeader('retry-after')) || WINDOW_MS / 1_000;
      throw new Problem('rate_limited', `Over ${perMinute} calls in a minute: wait ${seconds} s.`, {
        retryAfterSeconds: seconds,
      });
    },
  });
}
