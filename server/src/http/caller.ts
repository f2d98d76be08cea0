import type { Scope } from '@commerce-integration/contract';
import type { Logger } from 'pino';
import type { Held } from './call-resources.ts';
import type { Claim, FirstOutcome } from './idempotency.ts';

/** Who is calling: the operator (no partner) or a partner. */
export interface Caller {
  apiKeyId: number;
  partner: { id: number; name: string } | null;
  scopes: readonly Scope[];
}

declare global {
  namespace Express {
    /** What the middleware leaves for the routes. */
    interface Locals {
      requestId: string;
      log: Logger;
      /** Set on every route that needs a key. */
      caller: Caller;
      /** The caller's secret, to seal what only the caller may read again. Never logged, never stored. */
      secret: string;
      /** What is given back where the call ends before its work has begun. */
      held?: Set<Held>;
      /** Set where the call's `Idempotency-Key` was claimed before its body was read. */
      claim?: Claim | FirstOutcome;
    }
  }
}
