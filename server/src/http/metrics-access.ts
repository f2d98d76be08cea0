import { createHash, timingSafeEqual } from 'node:crypto';
import { Problem } from '@commerce-integration/contract';
import type { Request, Response } from 'express';

/**
 * Checks the right to read the metrics: the token as a bearer token or, where no token is set, a call from this
 * machine.
 *
 * @throws Problem `unauthorized`; `forbidden`
 */
export function assertMayReadMetrics(token: string | undefined, req: Request, res: Response): void {
  if (token === undefined) {
    if (isThisMachine(req)) return;
    throw new Problem(
      'forbidden',
      'The metrics are for this machine alone: set METRICS_TOKEN to read them from elsewhere.',
    );
  }
  const [, given = ''] = /^Bearer +(\S+)$/i.exec(req.get('authorization') ?? '') ?? [];
  if (timingSafeEqual(digest(given), digest(token))) return;
  res.setHeader('www-authenticate', 'Bearer');
  throw new Problem('unauthorized', 'Send the METRICS_TOKEN of the server as "Authorization: Bearer …".');
}

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d+){3})$/;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip'] as const;

function isThisMachine(req: Request): boolean {
  // A local proxy may forward requests from other machines.
  return LOOPBACK.test(req.socket.remoteAddress ?? '') && FORWARDED.every((name) => req.headers[name] === undefined);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
