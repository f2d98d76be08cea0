import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { UnitOfWork } from './queryable.ts';

/** Error codes for a database or storage that is unreachable, restarting or full, as opposed to a bad request. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  // PostgreSQL: class 08 (connection errors), a transaction ended by its idle timeout, and a server that is shutting
  // down, starting up or out of connections.
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '25P03',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** PostgreSQL: waiting for a lock took longer than `lock_timeout`. */
const LOCK_NOT_AVAILABLE = '55P03';

/** PostgreSQL: a statement was cancelled (on request or by its timeout), or exceeded the limit of temporary files. */
const ENDED_STATEMENTS = new Set(['57014', '53400']);

/** PostgreSQL: the columns that a prepared statement returns have changed since it was prepared. */
const OUTDATED = /^cached plan must not change result type/;

/**
 * Whether a connection refused its prepared statement because a migration changed the table: a new connection runs it.
 */
export function isOutdatedStatement(error: unknown): boolean {
  return error instanceof Error && OUTDATED.test(error.message);
}

/** The driver's messages for a lost connection that has no error code. */
const AWAY = /^Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/**
 * Whether a retry may help: the database or storage was unreachable, the connection was lost, or it holds an outdated
 * prepared statement.
 */
export function isConnectionFailure(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code, name, message } = at as Error & { code?: unknown };
    if (typeof code === 'string' && CONNECTION_CODES.has(code)) return true;
    if (name === 'TimeoutError' || AWAY.test(message) || isOutdatedStatement(at)) return true;
    if (at instanceof AggregateError && at.errors.some((one: unknown) => isConnectionFailure(one))) return true;
  }
  return false;
}

/** Classes of PostgreSQL error codes for data that it refuses on every retry. */
const REFUSES_DATA = /^(?:22|23|54)[0-9A-Z]{3}$/;

const REFUSED_DATA: readonly [RegExp, string][] = [
  [/^22001/, 'a text is too long'],
  [/^22003/, 'a number is too large'],
  [/^2200[78]/, 'a time is out of range'],
  [/^(?:22021|22P05)/, 'a text holds a character that cannot be stored'],
  [/^54/, 'a value is too large to be stored or indexed'],
  [/^23/, 'a value breaks a rule of the database'],
  [/^22/, 'a value cannot be stored'],
];

/** PostgreSQL's reason for refusing the data that it was sent; undefined for any other error. */
export function refusedData(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code } = at as Error & { code?: unknown };
    if (typeof code !== 'string' || !REFUSES_DATA.test(code)) continue;
    return REFUSED_DATA.find(([codes]) => codes.test(code))?.[1];
  }
  return undefined;
}

/** Whether a statement was cancelled or exceeded its limit of time or disk space. */
export function isEndedStatement(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (ENDED_STATEMENTS.has(String((at as { code?: unknown }).code))) return true;
  }
  return false;
}

/** PostgreSQL: serialization failure, deadlock. */
const CONFLICTS = new Set(['40001', '40P01']);

/** Whether a transaction was ended because of concurrent transactions: a retry may succeed. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && CONFLICTS.has(String((error as { code?: unknown }).code));
}

/** Whether a transaction exceeded its lock timeout. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === LOCK_NOT_AVAILABLE;
}

/** Flushes the changes. @throws the error made by `taken` where another row has a value that must be unique */
export async function flushUnique(em: UnitOfWork, taken: () => Error): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    throw error instanceof UniqueConstraintViolationException ? taken() : error;
  }
}
