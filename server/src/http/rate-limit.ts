import { tooManyCalls } from '@commerce-integration/contract/rules';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';

const WINDOW_MS = 60_000;

/**
 * Limits each key to `perMinute` calls in a minute, counted in each API process; the IETF `RateLimit` and
 * `RateLimit-Policy` headers say how many are left. Calls without a valid key are counted by address; `isOver` says,
 * without counting, whether an address has used up its calls.
 */
export function limitRate(perMinute: number): { count: RequestHandler; isOver(req: Request): Promise<boolean> } {
  const count = rateLimit({
    windowMs: WINDOW_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'per-minute',
    keyGenerator: (req, res) => {
      const caller = res.locals.caller as { apiKeyId: number } | undefined;
      return caller ? `key:${caller.apiKeyId}` : addressOf(req);
    },
    handler: (_req, res) => {
      const seconds = Number(res.getHeader('retry-after')) || WINDOW_MS / 1_000;
      throw tooManyCalls(perMinute, seconds);
    },
  });
  const isOver = async (req: Request) => ((await count.getKey(addressOf(req)))?.totalHits ?? 0) >= perMinute;
  return { count, isOver };
}

/** The address that limits count a call by: for IPv6 the network, since one caller has very many addresses of it. */
export function addressOf(req: Request): string {
  return `ip:${ipKeyGenerator(req.ip ?? '')}`;
}
