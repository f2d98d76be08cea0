/** Errors of a database or storage that is away, restarting or full, as against a mistake in what was asked of it. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  // PostgreSQL: class 08, a transaction that was ended because nothing came, and the server going down, coming up or
  // having no connection left.
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

/** PostgreSQL: what was to be locked was held by another for longer than `lock_timeout`. */
const LOCK_NOT_AVAILABLE = '55P03';

/** PostgreSQL: a statement was cancelled, for its time or by somebody, or went over the limit of temporary files. */
const ENDED_STATEMENTS = new Set(['57014', '53400']);

/** What the driver says of a connection that is gone, where it gives no code. */
const AWAY = /^Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/;

/** Whether waiting and trying again may help: the other side could not be reached or went away. */
export function isConnectionFailure(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code, name, message } = at as Error & { code?: unknown };
    if (typeof code === 'string' && CONNECTION_CODES.has(code)) return true;
    if (name === 'TimeoutError' || AWAY.test(message)) return true;
    if (at instanceof AggregateError && at.errors.some((one: unknown) => isConnectionFailure(one))) return true;
  }
  return false;
}

/** Whether a statement took more time or disk than it may, or was cancelled. */
export function isEndedStatement(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (ENDED_STATEMENTS.has(String((at as { code?: unknown }).code))) return true;
  }
  return false;
}

/** Whether somebody else held what was to be locked for longer than the transaction waits. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === LOCK_NOT_AVAILABLE;
}
