import type { Scope } from '@commerce-integration/contract';
import type { Logger } from 'pino';
import type { Database } from '../database/orm.ts';
import type { Held } from './call-resources.ts';
import type { ConsoleSessionInUse } from './console-session.ts';
import type { Claim, FirstOutcome } from './idempotency.ts';

/** The caller: a partner, or the operator (no partner). */
export interface Caller {
  apiKeyId: number;
  partner: { id: number; name: string } | null;
  scopes: readonly Scope[];
}

declare global {
  namespace Express {
    /** What the middleware stores in `res.locals` for the routes. */
    interface Locals {
      requestId: string;
      log: Logger;
      /** Set on every route that needs a key. */
      caller: Caller;
      /**
       * The secret of the caller's key or session, which encrypts data that only this caller may read again. Never
       * logged, never stored.
       */
      secret: string;
      /** Whether the key or session is still valid, for long calls. */
      isStillValid: () => Promise<boolean>;
      /** The session that made the call; undefined for a call with an API key. */
      session?: ConsoleSessionInUse;
      /** Resources to release if the call ends before its work has begun. */
      held?: Set<Held>;
      /** Set if a replica of the database answers the call. */
      replica?: { readonly database: Database; failed(): void };
      /** Set if the call's `Idempotency-Key` was claimed before its body was read. */
      claim?: Claim | FirstOutcome;
    }
  }
}
