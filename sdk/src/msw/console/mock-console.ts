import type { ConsoleSession } from '@commerce-integration/contract';
import { noSession, overviewRange, signInRefused } from '@commerce-integration/contract/rules';
import { findCaller } from '../http/mock-access.ts';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { describeCaller } from '../service/mock-service.ts';
import type { Caller } from '../store/mock-rows.ts';
import { beginSession, endSession, type MockSession, SESSION_COOKIE, sessionOf } from '../store/mock-sessions.ts';
import { overview } from './mock-overview.ts';
import { search } from './mock-search.ts';

export const consoleHandlers: FeatureHandlers<'console'> = {
  createConsoleSession: (call) => {
    const { body, tables, operatorKey, answerHeaders } = call;
    const secret = body.demo ? operatorKey : (body.api_key ?? '');
    const caller = findCaller(tables, operatorKey, secret);
    if (!caller) throw signInRefused();
    const session = beginSession(tables, secret);
    answerHeaders.append('set-cookie', `${SESSION_COOKIE}=${session.token}; Path=/; HttpOnly; SameSite=Strict`);
    return { status: 201, body: present(call, caller, session) };
  },

  getConsoleSession: (call) => ({ status: 200, body: present(call, call.caller, ownSession(call)) }),

  deleteConsoleSession: (call) => {
    endSession(call.tables, ownSession(call));
    return { status: 204, body: undefined };
  },

  search: (call) => ({ status: 200, body: search(call, call.query) }),

  getOverview: (call) => {
    const { from, to } = overviewRange(call.query, new Date());
    return { status: 200, body: overview(call, { from: from.getTime(), to: to.getTime() }) };
  },
};

function present(call: MockCall, caller: Caller, { secret, csrfToken, expiresAt }: MockSession): ConsoleSession {
  return {
    caller: describeCaller({ ...call, caller }, secret),
    csrf_token: csrfToken,
    expires_at: new Date(expiresAt).toISOString(),
  };
}

/** @throws Problem `not_found` for a call that was made with an API key */
function ownSession({ tables, request, settings }: MockCall): MockSession {
  const session = sessionOf(tables, request, settings.limits.console_idle);
  if (session) return session;
  throw noSession();
}
