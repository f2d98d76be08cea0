import { type ConsoleSession, consoleContract, Problem } from '@commerce-integration/contract';
import { noSession, overviewRange, signInRefused } from '@commerce-integration/contract/rules';
import type { Response } from 'express';
import type { Pool } from 'pg';
import { maySee } from '../feature/access.ts';
import type { OverviewPart } from '../feature/overview-part.ts';
import type { Searchable } from '../feature/searchable.ts';
import { assertSameOrigin, clearSessionCookie, sessionTokenOf, setSessionCookie } from '../http/console-session.ts';
import { addressOf } from '../http/rate-limit.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { describeCaller } from '../partners/describe-caller.ts';
import type { KeyOwner } from '../partners/find-caller.ts';
import { limitsAsData, type SetLimits } from '../service/limits.ts';
import { readOverview } from './read-overview.ts';
import { search } from './search.ts';
import { csrfTokenOf } from './session-token.ts';
import type { Session, Sessions } from './sessions.ts';
import { countWrongKeys } from './wrong-keys.ts';

export interface ConsoleRouteParts {
  units: UnitsOfWork;
  pool: Pool;
  limits: SetLimits;
  sessions: Sessions;
  /** The owner of an API key; undefined for a wrong one. */
  findOwner(secret: string): Promise<KeyOwner | undefined>;
  searchables: readonly Searchable[];
  overviewParts(): readonly OverviewPart[];
  /** The key that anybody may sign in with; undefined if there is none. */
  demoKey: string | undefined;
}

export function consoleRoutes(parts: ConsoleRouteParts) {
  const { units, pool, limits, sessions, findOwner, searchables, overviewParts, demoKey } = parts;
  const present = async (res: Response, { token, expiresAt }: Session): Promise<ConsoleSession> => ({
    caller: { ...(await describeCaller(units.read(res), res.locals.caller)), limits: limitsAsData(limits) },
    csrf_token: csrfTokenOf(token),
    expires_at: expiresAt.toISOString(),
  });
  return server.router(consoleContract, {
    createConsoleSession: async ({ body, req, res }) => {
      // A page of another site must not sign a user in as somebody else.
      assertSameOrigin(req);
      const key = body.demo ? demoKey : body.api_key;
      if (key === undefined) throw new Problem('forbidden', 'This server has no demo key: sign in with an API key.');
      const owner = await countWrongKeys(pool, addressOf(req), () => findOwner(key));
      if (!owner) throw signInRefused();
      const earlier = sessionTokenOf(req);
      if (earlier !== undefined) await sessions.end(earlier);
      const session = await sessions.begin(owner);
      res.locals.caller = owner;
      res.setHeader('cache-control', 'no-store');
      setSessionCookie(req, res, session);
      return { status: 201, body: await present(res, session) };
    },

    getConsoleSession: async ({ res }) => ({ status: 200, body: await present(res, sessionOf(res)) }),

    deleteConsoleSession: async ({ req, res }) => {
      await sessions.end(sessionOf(res).token);
      clearSessionCookie(req, res);
      return { status: 204, body: undefined };
    },

    search: async ({ query, res }) => {
      const seen = searchables.filter(({ access }) => maySee(access, res.locals.caller));
      return { status: 200, body: await search(units.read(res), seen, query) };
    },

    getOverview: async ({ query, res }) => {
      const { caller } = res.locals;
      const range = overviewRange(query, new Date());
      const seen = overviewParts().filter(({ access }) => maySee(access, caller));
      const mayReadEvents = maySee('events:read', caller);
      return { status: 200, body: await readOverview(units.read(res), { range, parts: seen, mayReadEvents }) };
    },
  });
}

/** @throws Problem `not_found` for a call with an API key */
function sessionOf(res: Response): Session {
  const { session } = res.locals;
  if (session) return session;
  throw noSession();
}
