import { BACKGROUND_HEADER, CSRF_HEADER, LIMITS, Problem } from '@commerce-integration/contract';
import type { MockTables } from './mock-tables.ts';

/** A session of the console. */
export interface MockSession {
  token: string;
  /** The API key that it stands for. */
  secret: string;
  csrfToken: string;
  /** In milliseconds. */
  expiresAt: number;
  usedAt: number;
}

/** The cookie of a session, as a server without https names it. */
export const SESSION_COOKIE = 'commerce_console';

const sessions = new WeakMap<MockTables, Map<string, MockSession>>();

function sessionsOf(tables: MockTables): Map<string, MockSession> {
  const known = sessions.get(tables) ?? new Map<string, MockSession>();
  sessions.set(tables, known);
  return known;
}

/** Begins a session for an API key. */
export function beginSession(tables: MockTables, secret: string): MockSession {
  const usedAt = Date.now();
  const expiresAt = usedAt + LIMITS.consoleSessionHours * 3_600_000;
  const session = { token: `cs_${random()}`, secret, csrfToken: random(), expiresAt, usedAt };
  sessionsOf(tables).set(session.token, session);
  return session;
}

export function endSession(tables: MockTables, { token }: MockSession): void {
  sessionsOf(tables).delete(token);
}

/**
 * The session of a call without an API key.
 *
 * @throws Problem `csrf_token_wrong`
 */
export function sessionOf(tables: MockTables, request: Request, idleMinutes: number): MockSession | undefined {
  if (request.headers.has('x-api-key')) return undefined;
  const token = new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([^;]*)`).exec(request.headers.get('cookie') ?? '')?.[1];
  const session = sessionsOf(tables).get(token ?? '');
  const now = Date.now();
  if (!session || session.expiresAt <= now || session.usedAt + idleMinutes * 60_000 <= now) return undefined;
  if (!['GET', 'HEAD'].includes(request.method) && request.headers.get(CSRF_HEADER) !== session.csrfToken) {
    const detail = `Send the csrf_token of the session in the header ${CSRF_HEADER}; GET /console/session returns it.`;
    throw new Problem('csrf_token_wrong', detail);
  }
  if (!request.headers.has(BACKGROUND_HEADER)) session.usedAt = now;
  return session;
}

/** 43 characters, as the server's tokens have. */
function random(): string {
  return (crypto.randomUUID() + crypto.randomUUID()).replaceAll('-', '').slice(0, 43);
}
